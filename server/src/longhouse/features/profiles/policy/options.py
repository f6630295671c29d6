"""What is offered where people may also write their own words."""

GENDERS = (
    "Woman",
    "Man",
    "Non-binary",
    "Genderfluid",
    "Agender",
    "Trans woman",
    "Trans man",
    "Intersex",
    "Questioning",
)
PRONOUNS = (
    "she/her",
    "he/him",
    "they/them",
    "she/they",
    "he/they",
    "ze/zir",
    "xe/xem",
    "it/its",
    "any pronouns",
    "ask me",
)
