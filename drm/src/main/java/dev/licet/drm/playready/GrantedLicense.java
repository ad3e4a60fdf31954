package dev.licet.drm.playready;

import dev.licet.domain.token.Extension;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.drm.wire.PlayReadyChallenge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One license that is to be made: a key of the token with all its rules, at the time of the request.
///
/// @param key        the content key with its kid
/// @param rules      those of the key
/// @param persistent whether the device may keep it
/// @param begin      when it begins, where it ends, by the [clock][LicenseClock] of the device
/// @param end        when it ends
/// @param firstPlay  how long it is good after the first play
/// @param outputs    where pictures may go
/// @param controls   `outputControlFlags`
/// @param extensions not interpreted
record GrantedLicense(
        KeyGrant key,
        PlayReadyRules.KeyRules rules,
        boolean persistent,
        Optional<Instant> begin,
        Optional<Instant> end,
        Optional<Duration> firstPlay,
        PlayReadyRules.UnknownOutputs outputs,
        Optional<Integer> controls,
        List<Extension> extensions) {
    /// Those of the token's keys that the challenge asks for; all of them where its header names none.
    static List<GrantedLicense> of(Token token, PlayReadyChallenge challenge, Instant now) {
        var rights = token.rights();
        var clock = LicenseClock.of(challenge, now);
        var licenses = new ArrayList<GrantedLicense>();
        for (int i = 0; i < rights.keys().size(); i++) {
            if (isAsked(rights.keys().get(i), challenge)) licenses.add(license(rights, i, clock, now));
        }
        return licenses;
    }

    private static boolean isAsked(KeyGrant key, PlayReadyChallenge challenge) {
        byte[] kid = key.kid().orElseThrow().bytes();
        return challenge.kids().isEmpty() || challenge.kids().stream().anyMatch(asked -> Arrays.equals(asked, kid));
    }

    private static GrantedLicense license(Rights rights, int index, LicenseClock clock, Instant now) {
        var rules = rights.playReady();
        Optional<Instant> end = end(rights, clock, now);
        return new GrantedLicense(
                rights.keys().get(index),
                rules.keys().get(index),
                rights.persistent(),
                end.map(_ -> clock.begin()),
                end,
                rights.playbackDuration(),
                rules.unknownOutputs(),
                rules.outputControls(),
                rights.extensions());
    }

    /// The earlier of the end of the rental and that of a license which was ordered to be short.
    private static Optional<Instant> end(Rights rights, LicenseClock clock, Instant now) {
        Optional<Instant> ordered = rights.startWindow().map(clock.now()::plus);
        Optional<Instant> rental = rights.playReady().end().map(end -> clock.moment(end, now));
        if (ordered.isEmpty() || rental.isEmpty()) return ordered.or(() -> rental);
        return ordered.get().isBefore(rental.get()) ? ordered : rental;
    }
}
