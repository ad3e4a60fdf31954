package dev.licet.server.e2e;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.Profile;
import dev.licet.server.e2e.TokenCatalogue.Caller;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;

/// Makes the accounts that [TokenCatalogue] speaks of.
final class Cast {
    private Cast() {}

    /// Their authenticators; nobody has none.
    static Map<Caller, String> of(RunningService service, Drm drm) {
        var authenticators = new EnumMap<Caller, String>(Caller.class);
        authenticators.put(Caller.DEMO, service.demo(Environment.TEST));
        authenticators.put(Caller.UNKNOWN, service.demo().id() + ",0123456789abcdef0123456789abcdef");
        authenticators.put(Caller.OTHER_ENVIRONMENT, service.demo(Environment.PRODUCTION));
        authenticators.put(Caller.NO_CREDENTIALS, service.demo(Environment.PRODUCTION));
        var disabled = service.account("disabled");
        service.enable(disabled.id(), false);
        authenticators.put(Caller.DISABLED, RunningService.text(disabled, Environment.TEST));
        var empty = service.account("empty");
        service.units(empty.id(), 0);
        authenticators.put(Caller.EMPTY, RunningService.text(empty, Environment.TEST));
        var off = service.account("off");
        service.configure(off.id(), EnumSet.complementOf(EnumSet.of(drm)), Profile.PUBLISHED, OptionalInt.empty());
        authenticators.put(Caller.OPTION_OFF, RunningService.text(off, Environment.TEST));
        return authenticators;
    }
}
