package dev.licet.dashboard;

import java.util.Optional;
import java.util.stream.Stream;

/// What a page says after a change. Only the name of a note travels in an address, never its text.
enum Note {
    ACCOUNT_ENABLED("The account is switched on."),
    ACCOUNT_DISABLED("The account is switched off: it gets no tokens and no licenses."),
    ACCOUNT_RENAMED("The account has its new name."),
    OPTIONS_SAVED("The options are saved."),
    AUTHENTICATOR_REVOKED(
            "The authenticator is revoked and stops working within a second. Tokens that it made stay good until they expire."),
    BALANCE_SET("The balance is set."),
    BALANCE_ADDED("The units are added."),
    CREDENTIALS_ADDED("The credentials are stored. New tokens and licenses use them within a second."),
    CREDENTIALS_REMOVED("The credentials are removed."),
    BACK_END_SET("The back end is set. Devices are sent to it within a second."),
    BACK_END_REMOVED("The account has no upstream any more."),
    MAKER_SET("The license maker is set. Challenges are sent to it within a second."),
    MAKER_REMOVED("The account has no license maker and no LA_URL any more."),
    ANNOUNCED("The LA_URL is saved. Content headers have it from now on."),
    SIGNER_KEY_SET("The signer has its key, which counts within a second."),
    SIGNER_REMOVED("The signer is removed. Its signatures stop counting within a second."),
    DUAL_RUN_SET("Requests of the signer go to the other service too, within a second."),
    DUAL_RUN_ENDED("Requests of the signer go nowhere else any more, within a second."),
    USER_ENABLED("The user may sign in."),
    USER_DISABLED("The user is switched off and signed out everywhere."),
    USER_ROLE("The user has the role, and is signed out everywhere."),
    PASSWORD_CHANGED("The password is changed. All sessions of this user are over: please sign in again."),
    SIGNED_OUT("You are signed out.");

    private final String words;

    Note(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    static Optional<Note> named(String name) {
        return Stream.of(values()).filter(note -> note.name().equals(name)).findFirst();
    }
}
