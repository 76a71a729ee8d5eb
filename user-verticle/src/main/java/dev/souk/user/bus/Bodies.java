package dev.souk.user.bus;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.souk.user.app.TokenPair;
import dev.souk.user.domain.Account;
import dev.souk.user.domain.Address;
import dev.souk.user.domain.Role;
import dev.souk.user.domain.Session;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Requests and answers as the fragment describes them. */
final class Bodies {

    private Bodies() {}

    record Registration(String email, String password, String name) {}

    record Credentials(String email, String password) {}

    record Refresh(String refreshToken) {}

    record PasswordChange(String current, @JsonProperty("new") String next) {}

    record RoleAssignment(List<String> roles) {}

    record StatusChange(String status) {}

    /** An account as its owner and staff see it. */
    record UserBody(
            UUID id,
            String email,
            String name,
            @Nullable String phone,
            List<Address> addresses,
            List<String> roles,
            String status,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        static UserBody of(Account account) {
            var profile = account.profile();
            return new UserBody(
                    account.id(),
                    account.email().value(),
                    profile.name(),
                    profile.phone(),
                    profile.addresses(),
                    Role.wireNames(account.roles()),
                    account.status().name().toLowerCase(Locale.ROOT),
                    account.version(),
                    account.createdAt(),
                    account.updatedAt());
        }
    }

    record SessionBody(
            UUID id,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current,
            String address,
            String userAgent) {

        static SessionBody of(Session session, String current) {
            return new SessionBody(
                    session.id(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt(),
                    session.id().toString().equals(current),
                    session.address(),
                    session.userAgent());
        }
    }

    record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {

        static Tokens of(TokenPair pair) {
            return new Tokens(pair.accessToken(), pair.refreshToken(), "Bearer", pair.expiresIn());
        }
    }

    /** What is known of an issuer of access tokens (OpenID Connect Discovery 1.0, section 3). */
    record IssuerMetadata(
            String issuer,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("subject_types_supported") List<String> subjectTypes,
            @JsonProperty("id_token_signing_alg_values_supported") List<String> algorithms) {

        static IssuerMetadata at(String publicUrl) {
            return new IssuerMetadata(
                    "souk",
                    publicUrl + "/.well-known/jwks.json",
                    List.of(),
                    List.of("public"),
                    List.of("RS256"));
        }
    }
}
