package dev.souk.user.bus;

import dev.souk.cluster.bus.Endpoints;
import dev.souk.user.api.UserApi;
import dev.souk.user.app.ReadUser;

/** What other services ask. */
public final class UserEndpoints {

    private UserEndpoints() {}

    public static Endpoints of(ReadUser readUser) {
        return Endpoints.of(UserApi.SERVICE)
                .on(UserApi.FIND_CONTACT, (query, context) -> readUser.contact(query));
    }
}
