package dev.licet.domain.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.Refusal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `licetFault`, as docs/fault-injection.md describes it.
class FaultTest {
    @Test
    void each_kind_is_read_as_the_page_says() {
        assertEquals(Optional.of(new Fault.Delay(Duration.ofMillis(1500))), Fault.parse("delay:1500"));
        assertEquals(Optional.of(new Fault.Status(503)), Fault.parse("status:503"));
        assertEquals(Optional.of(new Fault.ShortLicense(Duration.ofSeconds(10))), Fault.parse("short-license:10"));
        assertEquals(Optional.of(new Fault.PlayReadyStatus(0x8004C065)), Fault.parse("pr:0x8004C065"));
        assertEquals(Optional.of(new Fault.PlayReadyStatus(0xffffffff)), Fault.parse("pr:0Xffffffff"));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void each_code_of_token_requests_and_redemptions_can_be_ordered(Refusal code) {
        boolean orders = code.phase() != Refusal.Phase.PACKAGE;
        Optional<Fault> expected =
                Refusal.ofCode(code.code()).filter(one -> orders).map(Fault.Refuse::new);
        assertEquals(expected, Fault.parse("code:" + code.code()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay:1",
                "delay:10000",
                "status:400",
                "status:599",
                "short-license:1",
                "short-license:86400",
                "pr:0x00000000",
                "code:-4001"
            })
    void what_the_limits_allow_is_read_and_printed_as_it_was(String text) {
        assertEquals(Optional.of(text), Fault.parse(text).map(Fault::text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delay:0",
                "delay:10001",
                "status:399",
                "status:600",
                "short-license:0",
                "short-license:86401",
                "pr:0x123",
                "pr:8004C065",
                "pr:0x8004C0651",
                "code:1",
                "code:",
                "delay:1:5",
                "delay:1234567",
                "delay",
                "other:5",
                ":5",
                ""
            })
    void everything_else_is_none(String text) {
        assertEquals(Optional.empty(), Fault.parse(text));
    }
}
