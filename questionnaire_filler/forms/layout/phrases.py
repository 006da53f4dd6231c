"""Phrases that forms use inside cells and paragraphs: placeholders, options, requests, follow-ups, in the languages of `vocabulary`.

Patterns are held against folded words without accents, options and requests are lists of terms divided by `|`.
"""

#: Placeholders: words that begin or make up a text that waits for an answer.
PLACEHOLDER = (
    r"select(?: one| an? \w+| from.*|\s*(?:\.{2,}|…))?$",
    r"(?:please )?(?:select|choose|pick)(?: one| an?| your| the| from| option| answer| response| value| below| here|\b.{0,40}$)",
    r"(?:click|tap) (?:or tap )?(?:here )?to (?:enter|add|select|choose)\b.*",
    (
        r"(?:please )?(?:enter|type|insert|add|provide|write)(?: your| the| an?)? (?:\w+ ){0,3}(?:here|text|response|answer"
        r"|comments?|details?|date|name|below)\b.{0,20}$"
    ),
    r"(?:your|vendor|supplier) (?:answer|response|comments?|input)(?: here| goes here)?$",
    (
        r"(?:to be (?:completed|filled(?: in| out)?|determined|provided|answered)(?: by .*)?|tbc|tbd|tba|todo|fill[ -]?in"
        r"|fill me in|awaiting (?:answer|response))$"
    ),
    (
        r"(?:selectionner|choisir|choisissez|selectionnez|veuillez (?:choisir|selectionner|saisir|indiquer)|a completer"
        r"|a renseigner|saisir)\b.{0,50}$"
    ),
    r"(?:bitte (?:aus)?(?:wahlen|angeben|eintragen|ausfullen)|auswahlen|(?:bitte )?wahlen sie)\b.{0,50}$",
    r"(?:seleccione|seleccionar|elija|elegir|escoja|por favor seleccione|a completar|introduzca|indique aqui)\b.{0,50}$",
    r"(?:selecione|selecionar|escolha|escolher|preencher|a preencher)\b.{0,50}$",
    r"(?:selezionare|seleziona|scegliere|scegli|da compilare|inserire)\b.{0,50}$",
    r"(?:selecteer|kies|maak een keuze|in te vullen|vul in)\b.{0,50}$",
)
PLACEHOLDER_JA = (
    r"(?:選択してください|選んでください|ご?記入ください|入力してください|ご?回答ください|プルダウンから選択|未回答|未記入|未選択|▼|選択$)"
)

#: The options of closed questions, by the position or verdict that they stand for.
OPTIONS: dict[str, str] = {
    "yes": """
yes | y | oui | ja | j | si | sim | s | はい | 有 | あり | 有り | yep | true | checked | implemented | in place | met | pass | passed |
compliant | comply | complies | compliance | fully compliant | fully implemented | full | fully | conforme | conform | erfullt |
cumple | cumplido | atende | conforme totalement | voldoet | umgesetzt | implementado | mis en place |
fully met | satisfied | valid
| supported | available | completed | complete | done | compliance met |
実施済み | 実施済 | 対応済み | 対応済 | 対応 | 適合 | 準拠 | 実施している | 可 | ○ | 〇 | ◯
""",
    "no": """
no | n | non | nein | nao | nee | いいえ | 無 | なし | 無し | false | not implemented | not in place | not met | fail | failed | non
compliant | not compliant | noncompliant | does not comply | not supported | unsupported | not available | non conforme | nicht
erfullt | nicht umgesetzt | nicht konform | no cumple | nao atende | voldoet niet | non valid | not valid | invalid | not satisfied
| not started | incomplete | other than satisfied | 未実施 | 未対応 | 不適合 | 非準拠 | 実施していない | 不可 | × | ✕
""",
    "partial": """
partial | partially | partly | partial compliance | partially compliant | partially implemented | partially met | in progress |
partiel | partiellement | partiellement conforme | teilweise | teilweise erfullt | teilweise umgesetzt | parcial | parcialmente |
parziale | parzialmente | gedeeltelijk | deels | 一部 | 一部実施 | 一部対応 | 部分的 | 対応中 | △ | planned | geplant | prevu | previsto |
planificado | in planning
""",
    "n/a": """
n a | na | not applicable | non applicable | sans objet | s o | nicht zutreffend | nicht anwendbar | entfallt | no aplica | no
aplicable | nao aplicavel | nao se aplica | non applicabile | niet van toepassing | nvt | n v t | 該当なし | 対象外 | 非該当 | 適用外 | not
required
""",
    "unknown": """
unknown | alternative implementation | don t know | do not know | unsure | not sure | inconnu | ne sait pas | unbekannt |
desconocido | no se | desconhecido | sconosciuto | onbekend | 不明 | わからない | other | autre | andere | otro
""",
}

#: Values that a form puts into a list beforehand and that say only that nobody has chosen yet.
WAITING = """
not started | not assessed | not answered | not reviewed | not verified | not set | not evaluated | not tested | not yet answered |
unanswered | unassigned | non commence | non evalue | nicht bewertet | nicht beantwortet | offen | no evaluado |
sin responder | nao avaliado |
non valutato | niet beoordeeld | 未確認 | 未着手 | 未評価 | 未実施確認
"""

#: Degrees on a scale, each the head of a column to tick.
DEGREES = """
never | rarely | seldom | sometimes | occasionally | often | frequently | usually | mostly | always | strongly agree | agree | neutral |
disagree | strongly disagree | poor | fair | good | very good | excellent | low | medium | moderate | high | very high | very low |
none | some | most | all | not at all | somewhat | completely | initial | ad hoc | incomplete | performed | developing | repeatable |
defined | managed | measured | quantitatively managed | established | predictable | optimized | optimised | optimizing | optimising |
basic | intermediate | advanced | jamais | rarement | parfois | souvent | toujours | faible | moyen | eleve | nie | selten | manchmal |
oft | haufig | immer | niedrig | mittel | hoch | nunca | a veces | siempre | bajo | medio | alto | mai | a volte | spesso | sempre
"""

#: First words of questions and of requests.
ASK = """
do | does | did | is | are | was | were | has | have | had | can | could | will | would | should | shall | may | what | which | who
| whom | whose | when | where | why | how | if | please | describe | list | explain | provide | specify | indicate | state | confirm
| detail | identify | attach | outline | summarize | summarise | give | name | define | verify | select | enter | ensure | check |
determine | document | briefly | discuss | elaborate | share | tell | include | upload | est | sont | avez | disposez | existe |
quel | quelle | quels | quelles | comment | qui | ou | quand | pourquoi | combien | decrivez | decrire | precisez | indiquez |
fournissez | listez | veuillez | le | la | les | votre | ist | sind | hat | haben | werden | wird | gibt | verfugt | verfugen | wie
| was | welche | welcher | welches | wer | wo | wann | warum | beschreiben | bitte | nennen | kann | konnen | erfolgt | existiert |
existieren | es | son | tiene | tienen | dispone | disponen | cuenta | cual | cuales | que | como | quien | quienes | cuando | donde
| por | describa | indique | proporcione | detalle | cuantos | realiza | existen | hay | se | e | sao | tem | possui | possuem |
qual | quais | quem | onde | descreva | informe | forneca | ha | voce | a | o | esiste | esistono | avete | dispone | quale | quali
| chi | come | dove | quando | perche | descrivere | descrivete | fornire | viene | vengono | sono | heeft | hebben | zijn | wordt |
worden | hoe | wat | welke | wie | waar | waarom | beschrijf | geef | kunt | kunnen | beschikt | bestaat | is er
"""

#: Ways in which a question hangs on the answer to the one above.
FOLLOW_UP = (
    (
        r"if (?:yes|no|so|not|applicable|partial\w*|other|the answer|you answered|you selected|answered|you responded"
        r"|your (?:answer|response))\b"
    ),
    r"if (?:any|none|true|false|not applicable|n ?/? ?a|previous|above|the (?:above|previous|response))\b",
    r"(?:when|where) (?:yes|no|applicable)\b",
    r"(?:in case of|for) (?:a )?(?:yes|no|negative|positive) (?:answer|response)",
    r"(?:si (?:oui|non|applicable|c est le cas|la reponse)|dans l affirmative|le cas echeant)\b",
    r"(?:falls|wenn) (?:ja|nein|zutreffend|vorhanden)\b",
    r"(?:en caso (?:afirmativo|negativo|de)|si la respuesta|de ser (?:asi|afirmativo)|si aplica|en su caso)\b",
    r"(?:em caso (?:afirmativo|negativo|positivo)|se (?:sim|nao|aplicavel)|caso (?:sim|positivo|afirmativo))\b",
    r"(?:se (?:si|no|applicabile|la risposta)|in caso (?:affermativo|negativo|positivo))\b",
    r"(?:zo ja|zo nee|zo niet|indien (?:ja|nee|van toepassing)|in dat geval)\b",
    r"(?:please )?(?:specify|explain|elaborate|describe)(?: further)?$",
    r"other(?: please)?(?: specify| describe)?$",
)
FOLLOW_UP_JA = r"^(?:「?(?:はい|いいえ|有|あり|その他)」?(?:の場合|と回答|と答え|を選択)|上記で|前問で|該当する場合|ある場合|有の場合)"
