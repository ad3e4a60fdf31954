package dev.licet.dashboard;

import dev.licet.dashboard.film.SampleFilm;
import dev.licet.dashboard.view.Playback;
import dev.licet.domain.Drm;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenSealer;
import dev.licet.http.Reply;
import dev.licet.storage.record.RecordFilter;
import java.util.Optional;

/// The film that the workbench plays, encrypted under the key of the Clear Key token that is to be tried. The token
/// stands in the addresses, as it does in those of licenses, so that nothing is kept between requests.
final class FilmPages {
    private static final String TOKEN = "token";

    private final TokenSealer sealer;
    private final DashboardParts.Players players;
    private final RecordPages records;

    FilmPages(TokenSealer sealer, DashboardParts.Players players, RecordPages records) {
        this.sealer = sealer;
        this.players = players;
        this.records = records;
    }

    /// What the page needs to play under a token; empty where it cannot.
    Optional<Playback> playback(Visit visit, Token token, String text) {
        boolean served = players.haveClearKey(visit.environment());
        if (token.drm() != Drm.CLEARKEY || !served) return Optional.empty();
        return film(token).map(film -> playback(visit, film, text));
    }

    private Playback playback(Visit visit, SampleFilm film, String text) {
        long last = records.newest(visit);
        String kid = film.kid().hex();
        String license = players.urls().rights(visit.environment(), Drm.CLEARKEY);
        return new Playback(
                address(visit, "film.mpd", text),
                license + "?ExpressPlayToken=" + text + "&errorFormat=json",
                kid,
                records.newest(visit, RecordFilter.ofKey(film.kid())).stream()
                        .filter(row -> row.id() <= last)
                        .toList(),
                "/admin/accounts/" + visit.accountId() + "/live/stream?environment="
                        + visit.environment().word() + "&after=" + last + "&kid=" + kid);
    }

    private static Optional<SampleFilm> film(Token token) {
        KeyGrant key = token.rights().keys().getFirst();
        return key.kid().map(kid -> new SampleFilm(kid, key.key()));
    }

    private static String address(Visit visit, String file, String text) {
        return "/admin/accounts/" + visit.accountId() + "/workbench/" + file + "?environment="
                + visit.environment().word() + "&token=" + text;
    }

    Reply manifest(Visit visit) {
        return asked(visit)
                .map(film -> film.manifest(
                        address(visit, "film.mp4", visit.form().text(TOKEN)),
                        address(visit, "film.m4s", visit.form().text(TOKEN)) + "&number=$Number$"))
                .map(text -> Pages.guarded(Reply.of(200, "application/dash+xml", text)))
                .orElseGet(Pages::notFound);
    }

    Reply init(Visit visit) {
        return asked(visit).map(film -> media(film.init())).orElseGet(Pages::notFound);
    }

    Reply segment(Visit visit) {
        Optional<Integer> number = visit.form()
                .maybe("number")
                .filter(text -> text.matches("[1-9]"))
                .map(Integer::valueOf)
                .filter(which -> which <= SampleFilm.SEGMENTS);
        return asked(visit)
                .flatMap(film -> number.map(film::segment))
                .map(FilmPages::media)
                .orElseGet(Pages::notFound);
    }

    private static Reply media(byte[] bytes) {
        return Pages.guarded(Reply.of(200, "video/mp4", bytes));
    }

    private Optional<SampleFilm> asked(Visit visit) {
        return sealer.open(visit.form().text(TOKEN), visit.environment(), Drm.CLEARKEY)
                .filter(token -> token.account().equals(visit.accountId()))
                .flatMap(FilmPages::film);
    }
}
