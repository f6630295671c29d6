"""Words that nobody should have to read here.

Owns: a list, which a setting replaces, and the rule by which a text is compared with it: as it is
read and not as it is spelled, so that digits for letters, letters of other scripts, dots between
letters and letters said five times hide nothing. Every feature that keeps what people write may
ask, which is why it stands in the kernel.

Promises: yes or no. Whole words count, so that no harmless word is taken for what it happens to
contain. Which field is refused, and how, says the feature.

Never does: repeat what it found, in an answer or in a log.
"""

from longhouse.kernel.wording.list import UNWELCOME, Wording, read_wording

__all__ = ["UNWELCOME", "Wording", "read_wording"]
