package dev.licet.domain.operator;

import dev.licet.domain.audit.Verb;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One thing that a program may do that runs an installation. What a deed needs is said here and nowhere else.
public enum Scope {
    /// Look at everything that is no secret.
    READ("read"),
    /// Change keys and which devices are trusted: content keys, seeds, signers, FairPlay credentials, trust.
    KEYS("keys"),
    /// Change accounts: options, authenticators, back ends, stop lists.
    ACCOUNTS("accounts"),
    /// Change balances.
    MONEY("money");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /// In commands and lists.
    public String word() {
        return word;
    }

    /// The scope with that word.
    public static Optional<Scope> named(String word) {
        return Stream.of(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /// All of them: who has these may also say who else has any.
    public static Set<Scope> all() {
        return EnumSet.allOf(Scope.class);
    }

    /// What a deed needs; all that is listed.
    public static Set<Scope> neededFor(Verb verb) {
        return switch (verb) {
            case ACCOUNT_CREATE,
                    ACCOUNT_ENABLE,
                    ACCOUNT_DISABLE,
                    ACCOUNT_RENAME,
                    ACCOUNT_CLOSE,
                    ACCOUNT_OPTIONS,
                    AUTHENTICATOR_CREATE,
                    AUTHENTICATOR_REVOKE,
                    PACKAGER_OPTIONS,
                    STOP_ADD,
                    STOP_REMOVE,
                    WIDEVINE_BACKEND_SET,
                    WIDEVINE_BACKEND_REMOVE,
                    WIDEVINE_BACKEND_TEST,
                    PLAYREADY_SET,
                    PLAYREADY_REMOVE,
                    PLAYREADY_LA_URL,
                    TOKEN_MAKE -> EnumSet.of(ACCOUNTS);
            case BALANCE_SET, BALANCE_ADD, BALANCE_MARK -> EnumSet.of(MONEY);
            case KEY_CREATE,
                    KEY_CHANGE,
                    KEY_DELETE,
                    KEY_SHOW,
                    KEY_IMPORT,
                    KEY_EXPORT,
                    PACKAGER_SEED_CREATE,
                    PACKAGER_SEED_ROTATE,
                    SIGNER_CREATE,
                    SIGNER_ROTATE,
                    SIGNER_REMOVE,
                    SIGNER_DUAL_RUN_SET,
                    SIGNER_DUAL_RUN_REMOVE,
                    FAIRPLAY_ADD,
                    FAIRPLAY_REMOVE,
                    WIDEVINE_IMPORT,
                    WIDEVINE_REVOKE,
                    WIDEVINE_UNREVOKE,
                    WIDEVINE_LEVEL -> EnumSet.of(KEYS);
            case RECORDS_EXPORT, AUDIT_EXPORT -> EnumSet.of(READ);
            case SEALING_KEY_ROTATE,
                    SEALING_KEY_RETIRE,
                    MASTER_KEY_ROTATE,
                    USER_CREATE,
                    USER_ENABLE,
                    USER_DISABLE,
                    USER_ROLE,
                    USER_PASSWORD,
                    OPERATOR_TOKEN_CREATE,
                    OPERATOR_TOKEN_REVOKE,
                    RECORDS_PRUNE,
                    DATABASE_BACKUP,
                    DATABASE_RESTORE -> all();
            // One's own.
            case SIGN_IN, SIGN_OUT, EARLIER -> EnumSet.noneOf(Scope.class);
        };
    }
}
