"""Vietnamese first, English complete."""

from tools.messages import missing_translations, translations, words_of_the_program


def test_every_word_of_the_program_has_its_english() -> None:
    """After a change: make messages, then fill the empty lines."""
    assert missing_translations() == []


def test_no_english_is_kept_for_words_that_are_gone() -> None:
    words = {(message.id, message.context) for message in words_of_the_program()}
    assert [message.id for message in translations() if (message.id, message.context) not in words] == []
