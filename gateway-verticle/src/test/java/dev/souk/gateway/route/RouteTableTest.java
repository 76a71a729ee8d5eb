package dev.souk.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;

class RouteTableTest {

    private final RouteTable table = Routes.table();

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/notes,list-notes",
        "HEAD,/v1/notes,list-notes",
        "POST,/v1/notes,write-note",
        "GET,/v1/notes/search,search-notes",
        "GET,/v1/notes/7,read-note",
        "GET,/v1/notes/search/related,relate-notes",
        "GET,/v1/%6eotes,list-notes"
    })
    void findsTheOperation(String method, String path, String operation) {
        assertThat(table.match(method, path))
                .isInstanceOfSatisfying(
                        Match.Found.class,
                        found -> assertThat(found.route().operation().id()).isEqualTo(operation));
    }

    @Test
    void decodesTheParametersOfThePath() {
        assertThat(table.match("GET", "/v1/notes/a%20%C3%A4%2Fb"))
                .isInstanceOfSatisfying(
                        Match.Found.class,
                        found -> assertThat(found.path()).isEqualTo(Map.of("id", "a ä/b")));
    }

    @Test
    void namesTheMethodsThatThePathHas() {
        assertThat(table.match("DELETE", "/v1/notes"))
                .isEqualTo(new Match.WrongMethod(Set.of("GET", "HEAD", "POST")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/notes/",
                "/v1//notes",
                "/v1/notes/7/",
                "/v1/notes/7/other",
                "/V1/notes",
                "/v1/./notes",
                "/v1/notes/%",
                "/v1/notes/%4",
                "/v1/notes/%zz",
                "/v1/notes/%ff",
                "v1/notes",
                "*",
                ""
            })
    void knowsNothingElse(String path) {
        assertThat(table.match("GET", path)).isInstanceOf(Match.Unknown.class);
    }
}
