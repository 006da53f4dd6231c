"""Words that forms use, by what they say about a column: eight languages in breadth, the commonest headers of a dozen others.

English, French, German, Spanish, Portuguese, Italian, Dutch and Japanese; Swedish, Danish, Norwegian, Finnish, Polish, Czech, Hungarian,
Romanian, Turkish, Russian, Greek, Chinese and Korean (both with the Japanese terms, since they are looked for the same way).

Terms are compared with the folded words of a header (`text.words`, accents removed), a term of several words as a run of words.
A term ending in `*` stands for every word that begins so. Japanese terms are looked for inside the text, since it has no spaces.
"""

from __future__ import annotations

#: What the column asks.
QUESTION = """
question* | inquiry | inquiries | query | control question* | assessment question* | requirement* | control | controls | control
statement | control description | control objective* | request | criteria | criterion | check | checks | check item* | checklist
item* | item to check | verification requirement | statement* | control requirement* | security requirement* | information
requested | prompt | topic to address | deliverable* | control text | detailed verification requirement | what to check |
practice* | subcategory | question text | description of control | exigence* | controle | controles | demande* | mesure* | point
de controle | points de controle | critere* | libelle | enonce | intitule* | enjeu* | bonne pratique | frage* | fragestellung |
kontrollfrage* | anforderung* | kontrolle* | massnahme* | prufpunkt* | pruffrage* | kriterium | kriterien | pregunta* |
cuestion* | requisito* | criterio* | medida* | punto de control | enunciado* | pergunta* | questao | questoes | quesito* |
exigencia* | domanda | domande | requisiti | controllo | controlli | misura | misure | vraag | vragen | eis | eisen | maatregel*
| beheersmaatregel* | norm | assessment objective* | test name | test case* | test | measure | measures | fraga | fragor |
sporgsmal | spørgsmal | sporsmal | spørsmal | krav | kysymys | kysymykset | vaatimus | pytanie | pytania | wymaganie | wymagania
| otazka | otazky | pozadavek | pozadavky | kerdes | kerdesek | intrebare | intrebari | cerinta | soru | sorular | вопрос* |
требован* | ερωτηση | prohlaseni | obligation | obligations | determine if | determine whether | safeguard* | provision* | auflage*
"""
QUESTION_JA = (
    "質問 設問 要件 確認項目 チェック項目 チェックポイント 点検項目 管理策 確認事項 評価項目 検証要件 問い "
    "対策内容 確認内容 要求事項 问题 問題 检查项 检查项目 评估项 评估内容 要求 控制要求 항목 질문 문항 "
    "요구사항 질의 質問事項 質問内容"
)

#: Words too common to decide alone: they name the question column only where nothing better does.
QUESTION_WEAK = """
description* | item* | text | detail of control | subject | task* | activity | activities | recommendation* | document* | element* |
control name | title | point* | beschreibung | bezeichnung | descripcion | descricao | descrizione | omschrijving | onderwerp |
designation | objet | thema | tema
"""
QUESTION_WEAK_JA = "項目 内容 説明 対策"

#: What numbers the questions.
IDENTIFIER = """
id | ids | # | no | nr | nro | num | number | ref | refs | reference id | control id | question id | question number | question
no | ques num | item no | item number | question # | q # | req id | req no | requirement id | requirement number | serial | s no
| sl no | sno | sr no | index | key | identifier | code | ref id | qid | uid | urn | section number | control number | control
no | control code | row | line | node id | guid | test case id | clause no | numero | n° | identifiant | repere | nummer | lfd
nr | lfd | kennung | codigo | identificador | codice | identificativo | volgnummer | kenmerk | lp | cislo | sira | sira no | № |
numer
"""
IDENTIFIER_JA = "番号 項番 管理番号 識別子 通番 序号 编号 번호 순번"

#: Where the vendor answers.
ANSWER = """
answer* | response* | reply | replies | vendor answer* | vendor response* | supplier response* | your answer* | your response* |
provider response* | bidder response* | respondent answer | csp answer | csp caiq answer | yes no | yes no n a | y n |
compliance | compliant | complies | compliance status | status | implementation status | implemented | in place | assessment
result | result | results | outcome | met | conformity | conformance | finding status | self assessment | selection | maturity |
maturity level | maturity score | current maturity | verification status | valid | applied | applicable | current state |
current status | answer here | enter response | fill in | value | in compliance | level of compliance | degree of compliance |
attached | provided | completed | done | pass fail | current practice* | your input | vendor input | vendor statement | supplier
statement | reponse* | votre reponse | reponse du fournisseur | reponse du prestataire | statut | etat | conformite | conforme |
niveau de maturite | oui non | etat d avancement | realise | niveau de conformite | avis | antwort* | ihre antwort | antwort des
lieferanten | antwort des anbieters | erfullt | erfullungsgrad | umgesetzt | umsetzungsstatus | umsetzungsgrad | ja nein |
reifegrad | stand | konform* | zutreffend | ruckmeldung | respuesta* | su respuesta | respuesta del proveedor | estado | cumple
| cumplimiento | grado de cumplimiento | si no | nivel de madurez | resposta* | sua resposta | situacao | cumpre | atende |
atendimento | conformidade | sim nao | nivel de maturidade | risposta | risposte | stato | conformita | rispettato | livello di
maturita | esito | antwoord* | uw antwoord | voldoet | stand van zaken | nalevingsstatus | volwassenheid* | resultaat | fit |
vendor fit | supported | availability | capability | svar | leverantorens svar | leverandorens svar | vastaus | vastaukset |
odpowiedz | odpowiedzi | odpoved | odpovedi | valasz | valaszok | raspuns | raspunsuri | cevap | cevaplar | yanit | ответ* |
απαντηση | umsetzung | to be completed by supplier | to be completed by vendor | to be completed by the supplier | to be
completed by the vendor | completed by supplier | completed by vendor | completed by bidder | completed by the supplier |
completed by the vendor | angaben | angaben des auftragnehmers | angaben des lieferanten | angaben des anbieters | stellungnahme
| self evaluation | auto evaluation | autoevaluation | selbstbewertung | selbsteinschatzung | autoevaluacion | autoavaliacao |
autovalutazione | zelfevaluatie | zelfbeoordeling | self attestation | self rating | auditee response* | owner response* |
management response* | contractor response* | applicant response* | entity response* | organisation response* | organization
response* | level of implementation | implementation level | degree of implementation | extent of implementation | level of
maturity | response code* | answer code* | compliance code* | vendor code* | fit code* | level of conformity | fulfilled |
satisfied | met by vendor | umsetzungsstand | erfullt durch auftragnehmer
"""
ANSWER_JA = (
    "状態 回答 答え 解答 結果 対応状況 実施状況 適合 状況 判定 対応可否 評価結果 ステータス 準拠 記入欄 "
    "有無 検証結果 答复 回复 答覆 应答 是否符合 符合性 符合情况 实施情况 现状 답변 응답 이행여부 "
    "준수여부 결과 自己評価 自己点検 回答内容 回答欄 貴社回答 点検結果 確認結果"
)

#: Who answers: first word of headers of the vendor's columns.
VENDOR = """
vendor supplier provider bidder tenderer respondent proponent offeror csp your lieferant bieter anbieter fournisseur prestataire
soumissionnaire proveedor licitador fornecedor fornitore leverancier
"""

#: Where the vendor explains.
COMMENT = """
comment* | remark* | note | notes | explanation* | explain | additional information | additional info | additional comments |
additional details | details | detail | vendor comment* | vendor notes | supplier comment* | implementation description | csp
implementation description | implementation details | describe | description of implementation | supporting information |
supporting details | justification* | rationale | elaboration | elaborate | clarification* | further information | more
information | narrative | how implemented | implementation notes | if yes | if no | please explain | interview notes |
observations | reason | reasons | free text | supplementary information | commentaire* | remarque* | explication* | precision* |
informations complementaires | observation | justificatif* | kommentar* | bemerkung* | erlauterung* | begrundung* | anmerkung* |
erganzung* | zusatzliche informationen | hinweis des lieferanten | comentario* | observacion* | aclaracion* | explicacion* |
informacion adicional | justificacion | notas | observacao | observacoes | explicacao | informacao adicional | informacoes
adicionais | justificativa* | commento | commenti | nota | osservazioni | spiegazione | spiegazioni | informazioni aggiuntive |
giustificazione | toelichting* | opmerking* | uitleg | onderbouwing | aanvullende informatie | notitie* | kommentti | huomautus
| huomautukset | huomiot | lisatiedot | bemærkning* | bemerkning* | anmärkning* | anmarkning* | uwagi | komentarz | komentarze |
poznamka | poznamky | komentar | megjegyzes* | observatii | comentarii | aciklama | aciklamalar | комментари* | примечани* |
пояснени* | σχολια | how | how met | how fulfilled | how is it met | wie umgesetzt | modalites de mise en oeuvre | mise en
oeuvre | description de la mise en oeuvre | beschreibung der umsetzung | beschreibung der massnahme* | umsetzungsbeschreibung*
"""
COMMENT_JA = "備考 コメント 補足 理由 説明欄 詳細 特記事項 注記 補記 备注 備註 说明 补充说明 비고 의견 설명 상세"

#: Where a proof is named.
EVIDENCE = """
evidence* | reference | references | supporting evidence | supporting document* | source | sources | documentation | proof |
proofs | artifact* | artefact* | attachment* | evidence required | evidence provided | supporting documentation | link | links |
url | document reference | source code reference | policy reference | evidence reference | evidence link | document link | where
documented | citation* | preuve* | element de preuve | piece justificative | pieces justificatives | document de reference |
documentation fournie | nachweis* | beleg* | referenz* | verweis* | dokumentation | quelle | evidencia* | prueba* | referencia*
| documentacion | enlace | comprovacao | comprovante* | documentacao | anexo* | evidenza | evidenze | prova | prove |
riferiment* | documentazione | allegat* | bewijs* | bewijsstuk* | referentie* | verwijzing* | bijlage* | bilaga | bilag | dokaz
| dowod | dowody | dukaz
"""
EVIDENCE_JA = "証跡 根拠 参照 エビデンス 証拠 添付 資料 证据 证明材料 附件 증적 증빙 근거 添付資料 添付資料の有無 参考資料 根拠資料"

#: What the vendor fills too, but no bank answers by itself: people, dates, scores, plans.
OTHER = """
owner | owners | owned by | responsible | responsible party | responsible person | responsibility | responsibilities |
accountable | ownership | control ownership | assignee | assigned to | contact | date | due date | target date | completion date
| deadline | action | actions | action required | corrective action* | remediation | remediation plan | next steps | version |
file name | filename | document filename | tool | tool used | score | scoring | rating | priority | risk | risks | risk level |
risk rating | likelihood | likelihood level | impact | impact level | identified risk | severity | effort | cost | budget |
applicability | in scope | scope | target | target maturity | target maturity score | target maturity level | target level |
target score | target profile | target state | csc responsibilities | customer responsibilities | location | page | page number
| policy | policy name | procedure name | other document | frequency | department | role | name | email | phone | timeline |
change | changed | changes | changes since | modified | poc | inherited | plan | planned date | last reviewed | review date |
document date | document version | deviation* | exception* | gap | gaps | responsable | proprietaire | date d echeance |
echeance | plan d action | action corrective | version | risque* | priorite | delai | verantwortlich* | zustandig* | datum |
frist | massnahmenplan | risiko | prioritat | bearbeiter | fecha* | accion* | riesgo* | prioridad | plazo | plan de accion |
responsavel | prazo | risco* | prioridade | acao | acoes | data | responsabile | scadenza | azione | rischio | priorita |
verantwoordelijk* | actie* | prioriteit | eigenaar
"""
OTHER_JA = "担当 期限 日付 責任者 優先度 リスク 対応予定 完了日 実施者 部署 负责人 责任人 日期 담당자 일자 기한"

#: What groups the questions.
SECTION = """
section | sections | category | categories | domain | domains | control domain | area | areas | topic | topics | group | chapter
| subject area | theme | function | functions | subsection | sub section | sub category | family | control family | control
group | pillar | stream | security practice | business function | module | heading | title | control title | clause | annex |
standard section | objective | security area | sub domain | type of control | domaine* | thematique* | categorie* | rubrique |
chapitre | famille | theme* | bereich* | kategorie* | themenbereich | abschnitt | kapitel | dominio* | categoria* | seccion |
area tematica | tematica | bloque | secao | sezione | capitolo | ambito | domein* | rubriek | hoofdstuk | thema | omrade |
område | kategoria | obszar | oblast | raздел | раздел | kategori
"""
SECTION_JA = (
    "分類 カテゴリ 区分 領域 大項目 中項目 小項目 分野 ドメイン 章 大分類 中分類 小分類 类别 分类 领域 "
    "구분 분야 영역 카테고리 種別 対象 観点"
)

#: What the form says to help; it stands there already and must stay.
GUIDANCE = """
guidance | guideline* | instruction* | help | hint | hints | example* | tip | tips | how to answer | interpretation | purpose |
why we ask | rationale for question | reason for question | answer type | response type | question type | field type | data type
| type | format | expected answer* | expected response* | expected evidence | preferred answer | preferred response | ideal
answer | suggested answer | sample answer | sample response | example answer | answer options | response options | options |
choices | answer choices | possible answers | allowed values | answer guidance | response guidance | required | mandatory |
optional | weight | weighting | weights | points | max score | criticality | importance | level | levels | tier | question help
| supplemental guidance | control guidance | implementation guidance | implementation guidelines | auditing guidelines | audit
guidelines | regulatory reference | mapping | mappings | framework | frameworks | standard | standards | cwe | nist | iso | iso
27001 | iso 27002 | soc 2 | soc2 | pci | pci dss | hipaa | gdpr | ccm | fedramp | cobit | csa | owasp | cis | l1 | l2 | l3 | r |
iso mapping | nist mapping | control mapping | related controls | control reference | quality criteria | applies to | answer set
| response set | depends on | condition | conditional | dependency | definition | definitions | background | further reading |
testing procedure | test steps | control specification | updated control specification | assessable | display mode | ref_id |
resource* | severity if fail | recommended answer | expected result | expected results | objectives | learn more | documentation
link | help text | aide | consigne* | exemple* | type de reponse | reponse attendue | poids | obligatoire | recommandation* |
justificatifs attendus | preuves attendues | preuve attendue | elements de preuve attendus | hinweis* | anleitung | beispiel* |
hilfe | antworttyp | erwartete antwort | gewichtung | pflicht | umsetzungshinweise | erlauterung zur frage | ayuda |
instruccion* | ejemplo* | tipo de respuesta | respuesta esperada | peso | obligatorio | guia | orientacion* | ajuda | instrucao
| instrucoes | exemplo* | tipo de resposta | resposta esperada | aiuto | istruzion* | esempio | esempi | guida | tipo di
risposta | risposta attesa | instructie* | voorbeeld* | verplicht | antwoordtype | verwacht antwoord | weging | testing
procedure* | test procedure* | assessment procedure* | procedure* | examine | interview | correct answer | model answer
"""
GUIDANCE_JA = (
    "ガイダンス 記入例 例示 解説 補足説明 回答方法 記入方法 回答例 重要度 必須 目的 検証方法 参考 レベル "
    "適用 設定例 測定単位 単位 想定回答 判断基準"
)

#: What the customer fills in to judge the answers: never a place for the vendor.
CUSTOMER = """
reviewer* | reviewed by | reviewer comment* | reviewer notes | review comments | review notes | analyst* | analyst notes |
analyst comment* | assessor* | assessor notes | assessor comment* | auditor* | auditor notes | auditor comment* | evaluator* |
evaluation | evaluation notes | evaluation score | internal use | internal use only | for internal use | internal notes |
internal comments | office use | office use only | for office use only | customer use | customer use only | customer comment* |
customer notes | customer review | customer evaluation | customer assessment | client comment* | buyer comment* | buyer score |
buyer notes | buyer evaluation | scored by | score awarded | awarded score | institution* | institution use | procurement use |
approved by | approver | acceptance | accepted | follow up | follow up questions | followup | follow up inquiries | review
status | reviewer status | review result | reviewer score | risk decision | finding | findings | our assessment | our comments |
vendor score | compliant override | override | security team | do not use | do not fill | do not complete | leave blank | risk
assessment | third party assessor | tprm notes | qa notes | pursuit team | evaluateur | evaluation interne | reserve a | usage
interne | reserve au client | commentaire* client | avis du client | auditeur | appreciation | bewertung | prufer | auftraggeber
| nur intern | interne bewertung | bewertung durch | gutachter | vom auftraggeber auszufullen | evaluador | evaluacion | uso
interno | revisor | comentarios del cliente | auditor interno | avaliador | avaliacao | auditoria | valutatore | valutazione |
revisore | beoordelaar | beoordeling | intern gebruik | internal | assessment by controller | assessment by customer |
assessment by client | agency use | agency use only | agency comments | buyer use | note acheteur | avis acheteur
"""
CUSTOMER_JA = "評価者 監査人 弊社記入 当社記入 社内用 内部用 審査 評価欄 弊社使用 確認者 査定 评估人 审核人 심사 평가자"

#: Sheets that help to fill in the others, or that only the customer uses.
SHEET_INSTRUCTIONS = """
instruction* | introduction | intro | read me | readme | guide | guidance | help | about | cover | cover page | cover sheet | title
page | how to | howto | overview | welcome | glossary | definitions | acronyms | legend | change log | changelog | change history |
version history | revision history | license | licence | terms | acknowledg* | table of contents | contents | toc | disclaimer |
copyright | notice | lisez moi | mode d emploi | consignes | anleitung | hinweise | glossar | instrucciones | leeme | glosario |
instrucoes | leia me | istruzioni | leggimi | instructies | leeswijzer
"""
SHEET_INSTRUCTIONS_JA = "説明 はじめに 使い方 表紙 用語 記入要領 凡例 目次 変更履歴 改版履歴 更新履歴"
SHEET_RESULTS = """
summary | dashboard | scorecard | score card | results | report | summary report | chart* | graph* | heatmap | heat map | statistics
| management summary | executive summary | score | scores | scoring | ranking | radar | synthese | tableau de bord | resultat* |
auswertung | ergebnis* | zusammenfassung | resumen | resultados | resumo | riepilogo | risultati | samenvatting | resultaten |
spider
"""
SHEET_RESULTS_JA = "集計 結果 サマリ ダッシュボード グラフ まとめ"
SHEET_CUSTOMER = """
evaluation | evaluator | institution evaluation | analyst report | analyst reference | for internal use | internal use | reviewer |
customer use | customer evaluation | customer only | for analysts | risk evaluation | analyst | crosswalk* | cross walk | office use
| do not use | weights | weighting | high risk non compliant | high risk | evaluacion | bewertung | evaluation interne | avaliacao |
valutazione | beoordeling
"""
SHEET_DATA = """
list | lists | lookup* | look up | drop down* | dropdown* | data | data validation | validation | values | value* | ref | config
| configuration | settings | setup | parameters | parameter | hidden | lov | options | source | picklist* | mapping* | liste* |
werte | daten | datos | listas | dati | elenchi | lijst* | attribut* | calc | calculation* | imputation scores | response
choices | answer choices | responses | answer key | answer keys
"""
SHEET_DATA_JA = "リスト マスタ 設定 選択肢"

#: What forms ask about a vendor with a label and a free cell.
VENDOR_FACTS = """
company | company name | vendor | vendor name | supplier | supplier name | organization | organisation | legal name | legal
entity | trading name | address | street | city | state | zip | postal code | country | headquarters | phone | telephone | fax |
email | e mail | mail | website | web site | url | contact | contact person | contact name | title | job title | position |
product | product name | service | service name | solution | completed by | prepared by | filled in by | date completed |
completion date | signature | signed by | number of employees | employees | registration number | duns | tax id | vat | year
founded | founded | ownership | entreprise | societe | raison sociale | adresse | ville | pays | courriel | site web |
interlocuteur | fonction | nombre de salaries | siret | effectif | unternehmen | firma | firmenname | anschrift | ort | land |
telefon | ansprechpartner | webseite | mitarbeiter* | anzahl der mitarbeiter | ausgefullt von | empresa | razon social |
direccion | ciudad | pais | telefono | correo | sitio web | contacto | cargo | empleados | razao social | endereco | cidade |
telefone | contato | funcionarios | azienda | ragione sociale | indirizzo | citta | paese | referente | dipendenti | bedrijf |
bedrijfsnaam | adres | plaats | contactpersoon | functie | medewerkers | contact number | contact details | name | date |
controller | processor | data protection officer | dpo | department | business unit | requestor | requester | respondent |
responder | creator | registered address | registered office | registered name | country of incorporation | incorporation |
parent company | industry | sector | scope id | primary contact | security contact | account manager | dba | business address |
type of legal entity | d u n s | lei | assessment date | date of assessment | date of completion | date of response | hosting
location | project name | customer name | point of contact | mobile | telephone number | phone number | e mail address | email
address | company website | sales contact | technical contact | ciso | denomination | forme juridique | siege social | dirigeant
| pays d hebergement | nom | prenom | date de reponse | responsable | siren | nom du fournisseur | nom du produit | rechtsform |
sitz | ansprechperson | datenschutzbeauftragter | strasse | plz | e mail adresse | telefonnummer | handelsregister | datum |
name des unternehmens | geschaftsfuhrer | produktname | nombre | domicilio | cif | nif | persona de contacto | responsable de
seguridad | fecha | nombre del proveedor | nome | cnpj | responsavel | nome do fornecedor | encarregado | partita iva | sede
legale | nome del fornitore | codice fiscale | naam | kvk | kvk nummer | vestigingsplaats | telefoonnummer | e mailadres | naam
leverancier
"""
VENDOR_FACTS_JA = (
    "会社名 企業名 貴社名 事業者名 住所 所在地 電話 メール 担当者 部署 役職 氏名 製品名 サービス名 "
    "従業員数 記入日 回答日 代表者 設立 資本金 法人番号 連絡先 公司名称 地址 联系人 电话 邮箱 회사명 "
    "주소 연락처 담당자 이메일"
)
