package dev.licet.domain.packager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.TrackType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules as people write them.
class TrackRulesTest {
    @Test
    void the_shipped_rules_are_those_of_the_specification() {
        for (TrackType easy : List.of(TrackType.AUDIO, TrackType.SD)) {
            assertEquals(1, TrackRules.DEFAULT.of(easy).level());
            assertEquals(Hdcp.NONE, TrackRules.DEFAULT.of(easy).hdcp());
        }
        assertEquals(3, TrackRules.DEFAULT.of(TrackType.HD).level());
        assertEquals(Hdcp.V1, TrackRules.DEFAULT.of(TrackType.HD).hdcp());
        for (TrackType hard : List.of(TrackType.UHD1, TrackType.UHD2)) {
            assertEquals(5, TrackRules.DEFAULT.of(hard).level());
            assertEquals(Hdcp.V2, TrackRules.DEFAULT.of(hard).hdcp());
        }
    }

    @Test
    void what_is_written_is_read_back() {
        var other = TrackRules.DEFAULT.changed("uhd2=level:2,hdcp:5,fp-hdcp:none,fp-level:audio,pr-opl:0/999/1/2/3");
        var again = TrackRules.DEFAULT;
        for (String words : other.words()) again = again.changed(words);
        assertEquals(other, again);
        assertEquals(
                "UHD2=level:2,hdcp:5,fp-hdcp:none,fp-level:audio,pr-level:3000,pr-opl:0/999/1/2/3",
                other.words().get(TrackType.UHD2.ordinal()));
    }

    @Test
    void what_is_not_said_stays() {
        var changed = TrackRules.DEFAULT.changed("HD=level:5");
        assertEquals(5, changed.of(TrackType.HD).level());
        assertEquals(Hdcp.V1, changed.of(TrackType.HD).hdcp());
        assertEquals(TrackRules.DEFAULT.of(TrackType.SD), changed.of(TrackType.SD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HD",
                "HD=",
                "8K=level:1",
                "HD=level:0",
                "HD=level:6",
                "HD=level:x",
                "HD=hdcp:6",
                "HD=hdcp:-1",
                "HD=fp-hdcp:2",
                "HD=fp-level:main2",
                "HD=pr-level:2001",
                "HD=pr-opl:1/2/3/4",
                "HD=pr-opl:1/2/3/4/1000",
                "HD=other:1",
                "HD=level:1,"
            })
    void anything_else_is_refused(String words) {
        assertThrows(IllegalArgumentException.class, () -> TrackRules.DEFAULT.changed(words));
    }
}
