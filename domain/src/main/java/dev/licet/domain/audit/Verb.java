package dev.licet.domain.audit;

import java.util.Optional;
import java.util.stream.Stream;

/// Everything that is written down. The words are stable: programs look for them. `docs/audit.md` lists them
/// all.
public enum Verb {
    /// Making an account, with its first authenticators.
    ACCOUNT_CREATE("account.create", "make an account"),
    /// Switching an account on.
    ACCOUNT_ENABLE("account.enable", "switch an account on"),
    /// Switching an account off.
    ACCOUNT_DISABLE("account.disable", "switch an account off"),
    /// Another label for an account.
    ACCOUNT_RENAME("account.rename", "rename an account"),
    /// Closing an account for good.
    ACCOUNT_CLOSE("account.close", "close an account for good"),
    /// Another set of options.
    ACCOUNT_OPTIONS("account.options", "set the options of an account"),
    /// A balance set to a number or to unlimited.
    BALANCE_SET("balance.set", "set a balance"),
    /// Units added to a balance.
    BALANCE_ADD("balance.add", "top a balance up"),
    /// Under how many units a balance is low.
    BALANCE_MARK("balance.mark", "set under how many units a balance is low"),
    /// A new authenticator.
    AUTHENTICATOR_CREATE("authenticator.create", "make an authenticator"),
    /// An authenticator that is good no more.
    AUTHENTICATOR_REVOKE("authenticator.revoke", "revoke an authenticator"),
    /// A content key stored, by its owner's program.
    KEY_CREATE("key.create", "store a content key"),
    /// A stored content key changed.
    KEY_CHANGE("key.change", "change a content key"),
    /// Stored content keys deleted.
    KEY_DELETE("key.delete", "delete content keys"),
    /// Content keys shown to somebody on a page.
    KEY_SHOW("key.show", "show content keys"),
    /// Many content keys stored at once.
    KEY_IMPORT("key.import", "import content keys"),
    /// Stored content keys written into a file.
    KEY_EXPORT("key.export", "export content keys"),
    /// The first seed from which the keys of packagers are derived.
    PACKAGER_SEED_CREATE("packager.seed.create", "make a seed for packagers"),
    /// Another seed, for keys from now on.
    PACKAGER_SEED_ROTATE("packager.seed.rotate", "change the seed for packagers"),
    /// What packagers are given.
    PACKAGER_OPTIONS("packager.options", "set what packagers are given"),
    /// Somebody who signs requests for keys and licenses.
    SIGNER_CREATE("signer.create", "make a signer"),
    /// Somebody who signs with another key.
    SIGNER_ROTATE("signer.rotate", "give a signer another key"),
    /// Somebody who signs no more.
    SIGNER_REMOVE("signer.remove", "remove a signer"),
    /// Where else the requests of a signer go.
    SIGNER_DUAL_RUN_SET("signer.dual-run.set", "send a signer's requests to another service too"),
    /// They go nowhere else any more.
    SIGNER_DUAL_RUN_REMOVE("signer.dual-run.remove", "end a dual run"),
    /// Something that gets no license from now on.
    STOP_ADD("stop.add", "put something on a stop list"),
    /// Something that may get licenses again.
    STOP_REMOVE("stop.remove", "take something off a stop list"),
    /// FairPlay credentials stored.
    FAIRPLAY_ADD("fairplay.add", "store FairPlay credentials"),
    /// FairPlay credentials removed.
    FAIRPLAY_REMOVE("fairplay.remove", "remove FairPlay credentials"),
    /// A root that Widevine devices may be under.
    WIDEVINE_IMPORT("widevine.import", "trust a Widevine root"),
    /// A Widevine device or intermediate that is trusted no more.
    WIDEVINE_REVOKE("widevine.revoke", "revoke a Widevine certificate"),
    /// The opposite.
    WIDEVINE_UNREVOKE("widevine.unrevoke", "trust a Widevine certificate again"),
    /// The security level of a kind of Widevine device.
    WIDEVINE_LEVEL("widevine.level", "set the level of a Widevine device"),
    /// Who answers an account's Widevine devices.
    WIDEVINE_BACKEND_SET("widevine.backend.set", "set a Widevine back end"),
    /// Nobody else answers them any more.
    WIDEVINE_BACKEND_REMOVE("widevine.backend.remove", "remove a Widevine back end"),
    /// A question to the back end, to see whether it answers.
    WIDEVINE_BACKEND_TEST("widevine.backend.test", "try a Widevine back end"),
    /// Who makes an account's PlayReady licenses.
    PLAYREADY_SET("playready.set", "set a PlayReady license maker"),
    /// Nobody makes them any more.
    PLAYREADY_REMOVE("playready.remove", "remove a PlayReady license maker"),
    /// What packagers write into content headers.
    PLAYREADY_LA_URL("playready.la-url", "set the PlayReady acquisition URL"),
    /// A new key for tokens.
    SEALING_KEY_ROTATE("sealing-key.rotate", "add a key for tokens"),
    /// A key for tokens that no valid token needs any more.
    SEALING_KEY_RETIRE("sealing-key.retire", "wipe keys for tokens"),
    /// Another master key.
    MASTER_KEY_ROTATE("master-key.rotate", "change the master key"),
    /// A token made by hand.
    TOKEN_MAKE("token.make", "make a token by hand"),
    /// A new user of the dashboard.
    USER_CREATE("user.create", "make a user"),
    /// A user who may sign in again.
    USER_ENABLE("user.enable", "switch a user on"),
    /// A user who may not sign in any more.
    USER_DISABLE("user.disable", "switch a user off"),
    /// Another role.
    USER_ROLE("user.role", "give a user another role"),
    /// Another password.
    USER_PASSWORD("user.password", "change a password"),
    /// A token for a program that runs the installation.
    OPERATOR_TOKEN_CREATE("operator-token.create", "make an operator token"),
    /// A token of a program that counts no more.
    OPERATOR_TOKEN_REVOKE("operator-token.revoke", "revoke an operator token"),
    /// Somebody came, or wanted to.
    SIGN_IN("sign-in", "sign in"),
    /// Somebody left.
    SIGN_OUT("sign-out", "sign out"),
    /// Records written into a file.
    RECORDS_EXPORT("records.export", "export records"),
    /// Old records removed.
    RECORDS_PRUNE("records.prune", "remove old records"),
    /// The database copied into a file.
    DATABASE_BACKUP("database.backup", "back the database up"),
    /// A backup put into an empty place.
    DATABASE_RESTORE("database.restore", "restore the database"),
    /// The audit trail written into a file.
    AUDIT_EXPORT("audit.export", "export the audit trail"),
    /// What a version noted that wrote its lines before the deed; the words are in the target.
    EARLIER("earlier", "noted by an earlier version");

    private final String word;
    private final String words;

    Verb(String word, String words) {
        this.word = word;
        this.words = words;
    }

    /// As it is written down, e.g. `account.create`.
    public String word() {
        return word;
    }

    /// As people read it, e.g. `make an account`.
    public String words() {
        return words;
    }

    /// The verb with that word.
    public static Optional<Verb> of(String word) {
        return Stream.of(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }
}
