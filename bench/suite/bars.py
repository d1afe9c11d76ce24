"""The figures that are to be reached, in the order of the table that sets them."""

BARS = {
    "opa": ("hot single evaluation against the prepared query of Open Policy Agent", "100 times faster"),
    "regorus": ("the same against Regorus, compiled", "10 times"),
    "cel": ("the same against cel-go, compiled programs", "5 times"),
    "openfisca": ("batch against OpenFisca, vectorised, the same arrays", "3 times"),
    "end_to_end": ("NDJSON end to end, rate against parsing alone", "0.5 of it"),
    "columns": ("from columns in memory, two threads", "2 million companies a second"),
    "block": ("memory against the block in work", "at most 3 times"),
    "flat": ("memory from ten thousand to a million companies", "flat"),
    "rules": ("10 to 10,000 rules at as many that apply", "at most 1.3 times the time"),
    "cold": ("cold check from a bundle above an empty program", "at most 5 ms"),
    "ask": ("`ask`, half-filled profile, all packs of the Union, whole process", "at most 100 ms"),
    "interview": ("a step of `ask --interactive`, the same profile and packs", "at most 50 ms"),
    "timeline": ("`timeline` over ten years, whole process", "at most 100 ms"),
}
