package io.stridelake.simulator.oauth;

import java.util.Set;

/** What the bearer of a valid access token may do, and for which athlete. */
public record Access(long athlete, Set<String> scopes) {
  public Access {
    scopes = Set.copyOf(scopes);
  }

  public boolean may(String scope) {
    return scopes.contains(scope)
        || (scope.equals("activity:read") && scopes.contains("activity:read_all"));
  }
}
