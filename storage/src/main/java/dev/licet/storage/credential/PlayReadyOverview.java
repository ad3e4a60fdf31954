package dev.licet.storage.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How PlayReady is set up for an account, as it is shown: without any secret.
///
/// @param account        whose it is
/// @param environment    where
/// @param kind           `handler`, `vendor` or `microsoft-test`; none without a license maker
/// @param url            where the license maker is
/// @param names          of the shared secrets or of the headers, in order
/// @param acquisitionUrl what packagers write into content headers
/// @param changed        when it was set
public record PlayReadyOverview(
        AccountId account,
        Environment environment,
        Optional<String> kind,
        Optional<String> url,
        List<String> names,
        Optional<String> acquisitionUrl,
        Instant changed) {
    public PlayReadyOverview {
        names = List.copyOf(names);
    }
}
