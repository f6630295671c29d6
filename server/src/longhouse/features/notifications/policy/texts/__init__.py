"""What pushes and mails say, in each language of the house by the same names."""

from collections.abc import Mapping

from longhouse.features.notifications.policy.texts.english import English
from longhouse.features.notifications.policy.texts.german import German
from longhouse.kernel.languages import Language

Texts = English
"""English is the measure of what there is to say."""

TEXTS: Mapping[Language, Texts] = {"en": English(), "de": German()}
