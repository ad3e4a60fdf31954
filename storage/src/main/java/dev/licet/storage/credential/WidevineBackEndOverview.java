package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A Widevine back end as it is shown: without any secret.
///
/// @param account     whose it is
/// @param environment where it answers
/// @param kind        `embedded`, `signed-json` or `relay`
/// @param url         where it is; none for `embedded`
/// @param provider    the operator's name there; only with `signed-json`
/// @param headers     the names of the headers, in the order in which they were given; only with `relay`
/// @param unread      whether requests that cannot be read here go there as well; only with `relay`
/// @param changed     when it was set
public record WidevineBackEndOverview(
        AccountId account,
        Environment environment,
        String kind,
        Optional<String> url,
        Optional<String> provider,
        List<String> headers,
        boolean unread,
        Instant changed) {
    public WidevineBackEndOverview {
        headers = List.copyOf(headers);
    }
}
