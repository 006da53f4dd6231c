"""What the sample workbook asks. Its words are not the bank's: the demo has to match by meaning."""

CUSTOMER = "Haldane Mutual Insurance"

INSTRUCTIONS = (
    (
        "Haldane Mutual assesses every supplier that will handle its information. Please complete the four sheets of questions, and "
        "have an authorised person complete Sign-off."
    ),
    (
        "Enter text in the shaded cells only. Do not insert, delete or reorder rows: the workbook is read by our risk system. Where "
        "a response is chosen from a list, explain it in the column beside it."
    ),
    "Return the workbook to supplier.assurance@haldane-mutual.example within ten working days. Questions about the form: the same address.",
)

LEGEND = (
    ("Yes / Compliant", "The control is in place for the service that we are buying."),
    ("No / Not compliant", "The control is not in place. Please tell us about plans or compensating measures."),
    ("N/A", "The control cannot apply to the service. Please say why."),
)

PROFILE = (
    "1. Company",
    ("1.1", "Please state the full registered name of the entity we would be contracting with."),
    ("1.2", "Product or service covered by this assessment"),
    ("1.3", "Postal address of your head office"),
    ("1.4", "General telephone number"),
    ("1.5", "In what year was the company founded?"),
    ("1.6", "How many people does the company currently employ?"),
    ("1.7", "Of these, how many work on information security?"),
    ("1.8", "Is the product offered as a hosted service, for installation by the customer, or both?"),
    ("1.9", "Which options are there for purchasing the product (for example a cloud marketplace)?"),
    "2. Contacts",
    ("2.1", "E-mail contact for questions about your security"),
    ("2.2", "Where should our security operations centre turn to in the event of an incident?"),
    ("2.3", "Name of your Data Protection Officer"),
    ("2.4", "Which customers in the insurance sector may we contact as a reference?"),
)

CONTROLS = (
    "A. Hosting and encryption (LiteLLM Cloud)",
    ("A.1", "On whose infrastructure does the platform run?"),
    ("A.2", "Is the information we entrust to you encrypted while it is stored?"),
    ("A.3", "Are connections between our systems and the service protected by TLS or equivalent?"),
    ("A.4", "Is any customer data stored unencrypted?"),
    ("A.5", "Are backup copies encrypted?"),
    ("A.6", "In which countries is our data stored?"),
    ("A.7", "Do you have a hosting region within the EU?"),
    ("A.8", "If yes, is that region kept separate from your other regions?"),
    ("A.9", "Is a managed database service used, and if so, which one?"),
    "B. Identity and access (LiteLLM Cloud)",
    ("B.1", "Does the service let our staff log in through single sign-on?"),
    ("B.2", "If yes, which identity providers can we connect?"),
    ("B.3", "Is multi-factor authentication enforced for your own administrators?"),
    ("B.4", "Can we allow connections from our own IP ranges only?"),
    ("B.5", "Are access rights of your personnel reviewed at least every six months?"),
    ("B.6", "Are our administrators able to invite further users by themselves?"),
    "C. Logging and monitoring (LiteLLM Cloud)",
    ("C.1", "Does the product keep audit logs that we can use?"),
    ("C.2", "Is there a retention policy for those audit logs?"),
    ("C.3", "Are important events such as logins and changes logged?"),
    ("C.4", "Is your environment monitored around the clock by a security operations centre?"),
    "D. Vulnerabilities and incidents",
    ("D.1", "Does your company run regular vulnerability scans?"),
    ("D.2", "Are the scans authenticated?"),
    ("D.3", "Has a penetration test been carried out by an independent firm in the last 12 months?"),
    ("D.4", "Do you have a published policy for the disclosure of vulnerabilities?"),
    ("D.5", "Do you pay rewards for vulnerabilities that are reported to you (bug bounty)?"),
    ("D.6", "Has a programme for managing cybersecurity incidents been established?"),
    ("D.7", "Will you notify us of a breach within 24 hours?"),
    "E. Assurance",
    ("E.1", "Can you provide a SOC 2 report for your company?"),
    ("E.2", "Does the provider of your data centres hold a SOC 2 report?"),
    ("E.3", "Are you certified to ISO/IEC 27001?"),
    ("E.4", "Have you set up an information security management system?"),
    ("E.5", "Is your source code subject to static analysis?"),
    "F. Continuity",
    ("F.1", "Do you have a business continuity plan, and is it tested every year?"),
    ("F.2", "What are your recovery time and recovery point objectives?"),
)

PRIVACY = (
    "Use of LiteLLM Cloud",
    ("P1", "Personal data", "Is any personal data of our employees collected by the service?"),
    ("P2", "Usage data", "Do you record how our organisation uses the language models? If so, describe which data is recorded."),
    ("P3", "Content", "Are the prompts that our employees send, or the answers they receive, stored by you?"),
    ("P4", "Usage data", "Can anybody other than our own administrators look at our usage data?"),
    ("P5", "Disclosure", "Is usage data sold to, or shared with, other companies?"),
    ("P6", "AI", "Will our data be used to train or improve AI models?"),
    ("P7", "GDPR", "Do you offer a data processing agreement?"),
    ("P8", "Retention", "Is our data deleted within 30 days of the end of the contract?"),
    "Gateways that we operate ourselves (self-hosted)",
    ("P9", "Telemetry", "Does the software send telemetry to your company?"),
    ("P10", "Personal data", "Is personal data of our employees transmitted to your servers?"),
    ("P11", "Incidents", "Who is responsible for handling incidents on such a gateway?"),
    "Cookies",
    ("P12", "Cookies", "Does the user interface place cookies in the browser?"),
    ("P13", "Cookies", "Are any of them used to track or advertise to our employees?"),
    ("P14", "Cookies", "Are cookies of third parties present?"),
    ("P15", "Cookies", "When does the login cookie expire?"),
    ("P16", "Cookies", "Do you share cookie data with anybody?"),
)

REQUIREMENTS = (
    "Security requirements of the master agreement",
    ("R1", "The supplier records key events, including authentication."),
    ("R2", "The supplier operates an information security management system."),
    ("R3", "The supplier does not use third-party cookies."),
    ("R4", "The supplier screens the background of all employees before they start work."),
    ("R5", "The supplier publishes how vulnerabilities in its products can be reported."),
    ("R6", "The supplier holds cyber insurance of at least EUR 5 million."),
)

SIGN_OFF = (
    "Name of the authorised signatory",
    "Job title of the signatory",
    "E-mail address of the signatory",
    "Signature",
    "Date",
)
