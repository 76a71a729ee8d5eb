package dev.souk.loadtest.request;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Accounts and sessions. */
public final class UserRequests {

    private static final String PASSWORD = "a load test's own password";

    private UserRequests() {}

    public static HttpRequestActionBuilder register() {
        return http("register")
                .post("/v1/users")
                .body(
                        StringBody(
                                """
                                {"email": "#{email}", "password": "%s", "name": "Load Test"}\
                                """
                                        .formatted(PASSWORD)))
                .check(status().is(201));
    }

    /** Remembers {@code token}. */
    public static HttpRequestActionBuilder logIn() {
        return http("log in")
                .post("/v1/sessions")
                .body(
                        StringBody(
                                """
                                {"email": "#{email}", "password": "%s"}\
                                """
                                        .formatted(PASSWORD)))
                .check(status().is(201), jsonPath("$.accessToken").saveAs("token"));
    }
}
