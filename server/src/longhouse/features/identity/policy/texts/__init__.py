"""What the house writes to people about their account, in each of its languages by the same names."""

from collections.abc import Callable, Mapping

from longhouse.features.identity.policy.texts.english import English
from longhouse.features.identity.policy.texts.german import German
from longhouse.kernel.languages import Language

Texts = English
"""English is the measure of what there is to say."""

Say = Callable[[Texts], str]

TEXTS: Mapping[Language, Texts] = {"en": English(), "de": German()}
