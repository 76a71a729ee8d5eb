package dev.souk.user;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Secret;
import dev.souk.user.redis.RedisLoginQuota;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The settings of the user service. */
final class UserConfig {

    static final ConfigKey<String> ADMIN_EMAIL =
            ConfigKey.text("SOUK_ADMIN_EMAIL")
                    .optional()
                    .describedAs(
                            "The first admin's address; the account is made where it is not there");
    static final ConfigKey<Secret> ADMIN_PASSWORD =
            ConfigKey.secret("SOUK_ADMIN_PASSWORD")
                    .optional()
                    .describedAs("The first admin's password");
    static final ConfigKey<URI> PUBLIC_URL = ConfigKey.uri("SOUK_PUBLIC_URL").optional();

    static final List<ConfigKey<?>> KEYS =
            Stream.<ConfigKey<?>>concat(
                            Stream.of(ADMIN_EMAIL, ADMIN_PASSWORD, PUBLIC_URL),
                            RedisLoginQuota.KEYS.stream())
                    .toList();

    private UserConfig() {}
}
