package dev.licet.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleTest {
    @ParameterizedTest
    @EnumSource
    void a_word_names_one_rule(Rule rule) {
        assertEquals(rule, Rule.named(rule.word()).orElseThrow());
    }

    @Test
    void words_are_not_used_twice() {
        var words = Arrays.stream(Rule.values()).map(Rule::word).collect(Collectors.toSet());
        assertEquals(Rule.values().length, words.size());
    }

    @ParameterizedTest
    @EnumSource
    void each_refusal_has_a_rule_on_the_way_where_it_is_raised(Refusal refusal) {
        Rule.Way way =
                switch (refusal.phase()) {
                    case ISSUE, ANY -> Rule.Way.ISSUE;
                    case REDEEM -> Rule.Way.REDEEM;
                    case PACKAGE -> Rule.Way.PACKAGE;
                };
        assertEquals(way, Rule.usual(refusal, way).way());
        assertEquals(Rule.Way.REDEEM, Rule.usual(refusal, Rule.Way.REDEEM).way());
        assertEquals(Rule.Way.PACKAGE, Rule.usual(refusal, Rule.Way.PACKAGE).way());
    }

    @ParameterizedTest
    @EnumSource
    void the_page_of_explanations_has_each_rule(Rule rule) throws IOException {
        String row = "| `" + rule.word() + "` | " + rule.meaning() + " |";
        assertTrue(Files.readString(Path.of("../docs/explain.md")).contains(row), row);
    }

    @ParameterizedTest
    @EnumSource
    void the_page_of_error_codes_has_each_remedy(Refusal refusal) throws IOException {
        String row = Files.readAllLines(Path.of("../docs/errors.md")).stream()
                .filter(line -> line.startsWith("| " + refusal.code() + " "))
                .findFirst()
                .orElseThrow();
        assertTrue(row.replace("`", "").endsWith("| " + Remedy.of(refusal) + " |"), row);
    }
}
