"""What the sample Word form asks. Its words are not the bank's: the demo has to match by meaning."""

CUSTOMER = "City of Brackenford"
TITLE = "Supplier security questionnaire"

INTRODUCTION = (
    (
        "The City of Brackenford intends to procure an AI gateway for its administration. Suppliers are asked to complete "
        "this questionnaire as part of the tender. Answers become part of the contract."
    ),
    (
        "Do not change the layout of this document. If a question does not apply to your product, say so and explain why. Return "
        "the document to procurement@brackenford.example by 30 October 2026."
    ),
)

DETAILS = (
    "Legal name of the supplier",
    "Registered address",
    "Telephone number",
    "Total number of employees",
    "Number of employees working in security",
    "E-mail for general security enquiries",
    "E-mail for security incidents",
)

GLYPHS = (
    ("2.1", "Is the city's data encrypted when stored on your systems?"),
    ("2.2", "Is TLS used to protect data on its way to and from the service?"),
    ("2.3", "Is the service operated on infrastructure of a public cloud provider? If yes, name the provider."),
    ("2.4", "Can the city's data be held in a data region in Germany?"),
    ("2.5", "Are European and American customers' data kept completely apart?"),
    ("2.6", "Is single sign-on with the city's identity provider possible?"),
    ("2.7", "Can the service be limited to the city's own network addresses?"),
    ("2.8", "Are audit logs provided?"),
    ("2.9", "Is the application protected by a web application firewall?"),
)

CHECKS = (
    ("3.1", "Do you hold a valid SOC 2 attestation?"),
    ("3.2", "Are you certified to ISO 27001?"),
    ("3.3", "Is there a cyber incident management programme at your company?"),
    ("3.4", "Are vulnerability scans part of your operations?"),
    ("3.5", "Do you run a bug bounty?"),
    ("3.6", "Is a vulnerability disclosure policy in place?"),
    ("3.7", "Do all employees receive security awareness training every year?"),
)

DROPDOWNS = (
    ("4.1", "Do you (LiteLLM Cloud) keep the text of prompts or responses?"),
    ("4.2", "Is usage data from LiteLLM Cloud passed on or sold to third parties?"),
    ("4.3", "If the city runs the software self-hosted: is any telemetry transmitted to you?"),
    ("4.4", "Does the web interface set cookies?"),
    ("4.5", "Are cookies employed for tracking or advertising?"),
    ("4.6", "Do you allow third parties to set cookies?"),
    ("4.7", "Do you carry out data protection impact assessments?"),
)

BLANKS = (
    ("5.1", "Describe how a security weakness in the product can be reported to you.", "_" * 78),
    ("5.2", "Explain what the cookies of the user interface are needed for, and when the session cookie expires.", "_" * 78),
    ("5.3", "In what ways can the city purchase the product?", "_" * 78),
    ("5.4", "Describe your backup strategy and how often restores are tested.", "_" * 78),
    ("5.5", "State the retention period for the city's data after the end of the contract.", "_" * 78),
)

SIGNATURE = ("Name of signatory", "Position", "E-mail of signatory", "Signature", "Date")
