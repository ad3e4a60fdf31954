package dev.licet.storage.record;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import java.time.YearMonth;

/// What an account used in one month and environment.
///
/// @param month    in UTC
/// @param tokens   tokens issued
/// @param licenses licenses given, retries included; one that was taken back counts for nothing
/// @param charges  units charged and not given back
public record UsageLine(
        YearMonth month, AccountId account, Environment environment, long tokens, long licenses, long charges) {}
