"""Words of the field that mean the same in questionnaires; editable, and judged by tests/eval.

Only true synonyms stand here. Words that are merely near ("audit" and "assessment") stay apart: an answer to one is none to the other.
"""

from __future__ import annotations

import re

_PHRASES = """
mfa: multi-factor authentication | multi factor authentication | multifactor authentication | two-factor authentication | two factor authentication | 2-factor authentication | 2fa | two-step verification | 2-step verification | multi-factor | multifactor | two-factor | mfa
sso: single sign-on | single sign on | single signon | single sign-in | sso
rbac: role-based access control | role based access control | role-based access controls | role-based | role based | rbac
encryptatrest: encryption at rest | encrypted at rest | encrypt at rest
vulnscan: vulnerability scanning | vulnerability scans | vulnerability scan
pentest: penetration tests | penetration testing | penetration test | pen tests | pen testing | pen test | pen-test | pen-testing | pentesting | pentests | pentest | pen-tests
sdlc: software development life cycle | software development lifecycle | system development life cycle | systems development life cycle | development lifecycle | development life cycle | secure development lifecycle | sdlc
bcp: business continuity plan | business continuity plans | bcp
drp: disaster recovery plan | disaster recovery plans | drp
dr: disaster recovery
bia: business impact analysis | business impact assessment | bia
rto: recovery time objective | recovery time objectives | rto
rpo: recovery point objective | recovery point objectives | rpo
irp: incident response plan | incident response plans
ir: incident response
dlp: data loss prevention | data leakage prevention | data leak prevention | dlp
siem: security information and event management | siem
soc2: soc 2 | soc-2 | soc2 | soc ii | ssae 18 soc 2 | soc 2 type 2 | soc 2 type ii
iso27001: iso 27001 | iso/iec 27001 | iso-27001 | iso27001 | iso / iec 27001
iso27701: iso 27701 | iso/iec 27701 | iso27701
pcidss: pci dss | pci-dss | payment card industry data security standard
dpo: data protection officer | data privacy officer | dpo
dpa: data processing agreement | data processing addendum | data protection agreement | dpa
dpia: data protection impact assessment | data protection impact assessments | privacy impact assessment | privacy impact assessments | dpia | pia
baa: business associate agreement | business associate agreements | baa
nda: non-disclosure agreement | non-disclosure agreements | nondisclosure agreement | nondisclosure agreements | confidentiality agreement | confidentiality agreements | nda | ndas
gdpr: general data protection regulation | gdpr
ccpa: california consumer privacy act | ccpa
pii: personally identifiable information | personal identifiable information | pii | personal data | personal information
phi: protected health information | phi
waf: web application firewall | web application firewalls | waf
ids: intrusion detection system | intrusion detection systems | intrusion detection | ids
ips: intrusion prevention system | intrusion prevention systems | intrusion prevention | ips
ddos: distributed denial of service | distributed denial-of-service | denial of service | denial-of-service | ddos | dos attack
mdm: mobile device management | mdm
byod: bring your own device | byod
edr: endpoint detection and response | edr
antimalware: anti-malware | anti malware | antimalware | anti-virus | anti virus | antivirus | malware protection
pam: privileged access management | pam
hsm: hardware security module | hardware security modules | hsm | hsms
kms: key management system | key management service | kms
byok: bring your own key | customer-managed keys | customer managed keys | customer-managed encryption keys | byok | cmek
sast: static application security testing | static code analysis | static analysis | sast
dast: dynamic application security testing | dynamic analysis | dast
sca: software composition analysis
sbom: software bill of materials | sbom
cicd: ci/cd | continuous integration
ai: artificial intelligence | ai
ml: machine learning | ml
llm: large language model | large language models | llm | llms
tos: terms of service | terms of use | terms and conditions
sla: service level agreement | service-level agreement | service level agreements | slas | sla
api: application programming interface | application programming interfaces | apis | api
vpn: virtual private network | vpn
tls: transport layer security | tls | ssl | https
iam: identity and access management | iam
ciso: chief information security officer | ciso
isms: information security management system | isms
infosec: information security | cyber security | cybersecurity | it security | info sec | infosec
thirdparty: third-party | third party | third parties | 3rd party | 3rd-party | 3rd parties
subprocessor: sub-processors | sub-processor | sub processors | sub processor | subprocessors | subprocessor
subcontractor: sub-contractors | sub-contractor | subcontractors | subcontractor
datacenter: data centers | data center | data centres | data centre | datacenters | datacentres | datacenter | datacentre
opensource: open-source | open source
selfhosted: self-hosted | self hosted | on-premises | on-premise | on premises | on premise | on-prem | self-host | self host
backup: back-up | back-ups | back up | backs up | backed up | backing up | backups | backup
login: log in | log-in | sign in | sign-in | log on | log-on | logon | logging in
offsite: off-site | off site
cloudprovider: cloud service provider | cloud provider | cloud hosting provider
email: e-mail | e-mails | emails | email
leastprivilege: least privilege | least-privilege | need-to-know | need to know
aes256: aes-256 | aes 256 | aes256
allowlist: allow list | allow-list | allow-listing | allowlisting | whitelist | white list | whitelisting | white-list | allowlist
cyberinsurance: cyber liability insurance | cyber insurance | cyber-insurance | cyber risk insurance | cyber-liability insurance
bugbounty: bug bounty | bug-bounty
rootcause: root cause | root-cause
hipaa: health insurance portability and accountability act | hipaa
hitech: health information technology for economic and clinical health act | hitech act | hitech
ferpa: family educational rights and privacy act | ferpa
glba: gramm-leach-bliley act | gramm leach bliley act | gramm-leach-bliley | glba
sox: sarbanes-oxley act | sarbanes oxley act | sarbanes-oxley | sox
fips: federal information processing standards | federal information processing standard | fips pub | fips
nist: national institute of standards and technology | nist
csf: cybersecurity framework | cyber security framework | csf
wcag: web content accessibility guidelines | wcag
vpat: voluntary product accessibility template | voluntary product accessibility templates | vpats | vpat
dora: digital operational resilience act | dora
scc: standard contractual clauses | standard contract clauses | sccs | scc
saml: security assertion markup language | saml
oidc: openid connect | open id connect | oidc
scim: system for cross-domain identity management | scim
ldap: lightweight directory access protocol | ldap
owasp: open web application security project | open worldwide application security project | owasp
cvss: common vulnerability scoring system | cvss
csirt: computer security incident response team | cyber security incident response team | csirt
soar: security orchestration, automation and response | security orchestration automation and response
dkim: domainkeys identified mail | dkim
spf: sender policy framework | spf
dmarc: domain-based message authentication, reporting and conformance | domain-based message authentication reporting and conformance | dmarc
ropa: record of processing activities | records of processing activities | ropa
caiq: consensus assessments initiative questionnaire | consensus assessment initiative questionnaire | caiq
"""

_WORDS = """
info: information informational
vendor: supplier company firm organisation organization organisations organizations provider
othervendors: suppliers vendors
employee: employees staff personnel workforce workers worker
encrypt: encryption encrypted encrypts encrypting encipher enciphered cipher ciphered
delete: deletion deleted deletes erase erasure erased purge purged deleting
policy: policies
customer: customers client clients
vulnerability: vulnerabilities
authenticate: authentication authenticated authenticating authenticates
authorize: authorization authorisation authorised authorized authorize authorise
retain: retention retained retaining retains keep kept
notify: notification notified notifications notifying notifies inform informed
regular: regularly periodic periodically routine routinely
annual: annually yearly
test: testing tests tested
train: training trained trainings
audit: auditing audits audited
breach: breaches breached
segregate: segregation segregated separate separated separation segregating isolate isolated isolation
access: accesses accessed accessing
monitor: monitoring monitored monitors
certify: certification certified certifications certificates certificate certificated
comply: compliance compliant complies complying
assess: assessment assessments assessed assesses
review: reviews reviewed reviewing
subprocessor: subprocessing
locate: location locations located
remediate: remediation remediated remediating fix fixed
document: documented documentation documents
log: logs logged logging
scan: scanning scans scanned
program: programme programmes programs
center: centre centres centers
"""


def _table(text: str, separator: str | None) -> dict[str, str]:
    found = {}
    for line in text.strip().splitlines():
        usual, _, others = line.partition(":")
        for other in others.split(separator):
            found[other.strip()] = usual.strip()
    return found


_BY_PHRASE = _table(_PHRASES, "|")

#: Matches the phrases, longest first.
PHRASES = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(_BY_PHRASE, key=len, reverse=True))) + r")(?![\w-])")

#: The usual word for each synonym.
WORDS = _table(_WORDS, None)

#: The usual words of the field's terms: each names one thing.
TERMS = frozenset(_BY_PHRASE.values())


def phrase(found: str) -> str:
    """Return the usual word for a phrase that `PHRASES` matched."""
    return _BY_PHRASE[found]
