package dev.licet.keys.license;

import dev.licet.domain.token.Renewal;
import dev.licet.domain.token.WidevineRules;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.json.MalformedJson;
import dev.licet.keys.license.LicenseRequest.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads `policy_overrides` (reference: widevine.md 3.3). A duration of 0 is no limit.
final class PolicyReader {
    private static final long MOST_SECONDS = 0xffff_ffffL;
    private static final int LONGEST_URL = 2048;
    private static final Pattern WEB = Pattern.compile("https?://[!-~]+");

    private final JsonObject policy;

    private PolicyReader(JsonObject policy) {
        this.policy = policy;
    }

    static Terms read(JsonObject policy) throws MalformedJson, Unlicensed {
        return new PolicyReader(policy).terms();
    }

    private Terms terms() throws MalformedJson, Unlicensed {
        if (!policy.truth("can_play").orElse(true)) {
            throw Unlicensed.member("can_play", "a license that may not play is not given");
        }
        refuseUnknownDemands();
        return new Terms(
                policy.flag("can_persist"),
                seconds("rental_duration_seconds"),
                seconds("playback_duration_seconds"),
                WidevineRules.of(policy.flag("can_renew"), renewal(), server()));
    }

    private void refuseUnknownDemands() throws MalformedJson, Unlicensed {
        for (String name : List.of("renew_with_usage", "always_include_client_id")) {
            if (policy.flag(name)) throw unsayable(name);
        }
        if (seconds("time_shift_limit_seconds").isPresent()) throw unsayable("time_shift_limit_seconds");
    }

    private static Unlicensed unsayable(String name) {
        return Unlicensed.member(name, "licenses that are given here cannot say " + name);
    }

    private Renewal renewal() throws MalformedJson {
        return new Renewal(
                seconds("license_duration_seconds"),
                seconds("renewal_delay_seconds"),
                seconds("renewal_retry_interval_seconds"),
                seconds("renewal_recovery_duration_seconds"));
    }

    /// The device asks there as it asked for the license, so it must be an address that it can ask.
    private Optional<String> server() throws MalformedJson, Unlicensed {
        Optional<String> url = policy.text("renewal_server_url").filter(text -> !text.isEmpty());
        if (url.isPresent()
                && (url.get().length() > LONGEST_URL || !WEB.matcher(url.get()).matches())) {
            throw Unlicensed.member(
                    "renewal_server_url",
                    "renewal_server_url must begin with http:// or https:// and have at most " + LONGEST_URL
                            + " visible ASCII characters");
        }
        return url;
    }

    private Optional<Duration> seconds(String name) throws MalformedJson {
        OptionalLong seconds = policy.number(name, MOST_SECONDS);
        boolean limited = seconds.isPresent() && seconds.getAsLong() > 0;
        return limited ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }
}
