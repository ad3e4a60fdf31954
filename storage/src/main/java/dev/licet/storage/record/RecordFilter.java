package dev.licet.storage.record;

import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.token.TokenId;
import java.time.Instant;
import java.util.Optional;

/// Which records somebody looks for; what is empty does not matter.
///
/// @param names what they are about
/// @param sort  what happened
/// @param from  not before
/// @param to    before
public record RecordFilter(Names names, Sort sort, Optional<Instant> from, Optional<Instant> to) {
    /// Everything.
    public static final RecordFilter ALL = new RecordFilter(Names.ANY, Sort.ANY, Optional.empty(), Optional.empty());

    /// What records are about.
    ///
    /// @param cookie  exactly that one
    /// @param kid     among the record's kids
    /// @param token   exactly that one
    /// @param device  exactly that pseudonym
    /// @param content exactly that content id
    public record Names(
            Optional<String> cookie,
            Optional<KeyId> kid,
            Optional<TokenId> token,
            Optional<String> device,
            Optional<String> content) {
        /// Whatever they are about.
        public static final Names ANY =
                new Names(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        boolean admit(EventRecord record) {
            return (cookie.isEmpty() || cookie.equals(record.cookie()))
                    && kid.map(KeyId::hex).stream().allMatch(record.kids()::contains)
                    && (token.isEmpty() || token.map(TokenId::hex).equals(record.tokenId()))
                    && (device.isEmpty() || device.equals(record.deviceId()))
                    && (content.isEmpty() || content.equals(record.contentId()));
        }
    }

    /// What happened.
    ///
    /// @param code    exactly that one
    /// @param drm     of that system
    /// @param kind    of that kind
    /// @param refused whether a code was given
    public record Sort(
            Optional<Integer> code, Optional<Drm> drm, Optional<Event.Kind> kind, Optional<Boolean> refused) {
        /// Whatever happened.
        public static final Sort ANY = new Sort(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        boolean admits(EventRecord record) {
            return code.stream().allMatch(wanted -> wanted == record.code())
                    && (drm.isEmpty() || drm.equals(record.drm()))
                    && kind.stream().allMatch(wanted -> wanted == record.kind())
                    && refused.stream().allMatch(wanted -> wanted == (record.code() != 0));
        }
    }

    /// All of that time.
    public static RecordFilter between(Instant from, Instant to) {
        return new RecordFilter(Names.ANY, Sort.ANY, Optional.of(from), Optional.of(to));
    }

    /// All that have this key.
    public static RecordFilter ofKey(KeyId kid) {
        var any = Names.ANY;
        var names = new Names(any.cookie, Optional.of(kid), any.token, any.device, any.content);
        return new RecordFilter(names, Sort.ANY, Optional.empty(), Optional.empty());
    }

    /// Whether those are found in an index of the database, however few they are.
    boolean hasTree() {
        return names.cookie().isPresent() || sort.code().stream().anyMatch(code -> code != 0);
    }

    /// Whether a record has the key.
    boolean admitsKids(EventRecord record) {
        return names.kid().map(KeyId::hex).stream().allMatch(record.kids()::contains);
    }

    /// Whether a record is among those.
    public boolean admits(EventRecord record) {
        return names.admit(record)
                && sort.admits(record)
                && from.stream().noneMatch(record.at()::isBefore)
                && to.stream().allMatch(record.at()::isBefore);
    }
}
