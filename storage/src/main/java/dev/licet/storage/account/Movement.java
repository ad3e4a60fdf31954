package dev.licet.storage.account;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One change of a balance.
///
/// @param kind   what changed it
/// @param units  how the prepaid balance changed; a charge of an unlimited account changes it by 0
/// @param reason why
/// @param token  the token that was charged for, 32 hexadecimal digits
/// @param at     when
public record Movement(Kind kind, long units, String reason, Optional<String> token, Instant at) {
    /// What changes a balance.
    public enum Kind {
        /// A redemption window was opened.
        CHARGE,
        /// The unit of a window was given back, because none of its licenses was made.
        CORRECTION,
        /// The operator added units.
        TOP_UP,
        /// The operator set the balance to a number or to unlimited.
        SET;

        /// How it stands in the table. A correction is the charge that it takes back, counted -1 times.
        String column() {
            return this == CORRECTION
                    ? CHARGE.column()
                    : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// How many charges it is.
        int charges() {
            return this == CORRECTION ? -1 : 1;
        }

        static Kind read(String column, int charges) {
            return charges < 0 ? CORRECTION : valueOf(column.replace('-', '_').toUpperCase(Locale.ROOT));
        }
    }

    /// A movement that no token caused.
    Movement(Kind kind, long units, String reason, Instant at) {
        this(kind, units, reason, Optional.empty(), at);
    }
}
