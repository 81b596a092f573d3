"""hazm's lists read without hazm are what hazm reads, and no step imports it."""

import subprocess
import sys

from hazm import constants as hazm_constants
from hazm.lemmatizer import Conjugation
from hazm.utils import verbs_list, words_list

from pipeline.steps.hazm_data import constants, verbs, words
from pipeline.steps.lexicon import lexicon

ZWNJ = "\u200c"


def test_words_verbs_and_tables_are_hazm_s() -> None:
    """The same words with the same counts and kinds, the same stems, the same tables of characters."""
    assert words() == {word: (count, ",".join(kinds)) for word, count, kinds in words_list()}
    assert ["#".join(stems) for stems in verbs()] == verbs_list()
    assert constants().TRANSLATION_SRC == hazm_constants.TRANSLATION_SRC


def test_verbs_are_conjugated_as_hazm_does() -> None:
    """Of hazm's forms we know those in one word with a ZWNJ, but «می» with a bare present stem, or «می» twice."""
    listed = [verb for verb in verbs_list() if ZWNJ not in verb]  # «می‌زید#میز» is no verb
    pasts, presents = ({verb.split("#")[place] for verb in listed} for place in (0, 1))
    forms = {form for verb in listed for form in Conjugation().get_all(verb) if ZWNJ in form and " " not in form}
    bare = {f"{mi}{ZWNJ}{stem}" for mi in ("می", "نمی") for stem in presents - pasts}
    compounds = {word for word, (count, _) in words().items() if count > 0 and ZWNJ in word}
    assert lexicon().compounds == (forms - bare) | compounds


def test_the_steps_do_not_import_hazm() -> None:
    """Importing the steps and building clean brings in neither hazm nor nltk nor numpy."""
    code = """if True:
        import sys
        from pipeline.steps.accept import Accept
        from pipeline.steps.clean import Clean
        from pipeline.steps.sentences import *
        from pipeline.steps.words import *
        Accept(), Clean()
        print(*{"hazm", "nltk", "numpy"} & sys.modules.keys())
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
