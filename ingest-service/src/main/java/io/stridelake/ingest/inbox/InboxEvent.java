package io.stridelake.ingest.inbox;

import io.stridelake.ingest.strava.StravaEvent;
import io.stridelake.topics.AccountKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that is to be done for one account. */
public sealed interface InboxEvent {
  /** Which account. */
  AccountKey account();

  /**
   * A provider's hint.
   *
   * @param event what it says
   */
  record Hint(StravaEvent event) implements InboxEvent {
    @Override
    public AccountKey account() {
      return event.account();
    }
  }

  /**
   * The athlete connected the account.
   *
   * @param account which
   * @param sealed encrypted tokens
   * @param scopes what the athlete granted
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Connected(AccountKey account, byte[] sealed, Set<String> scopes) implements InboxEvent {
    public Connected {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * The next page of the history is to be fetched.
   *
   * @param account whose
   * @param before only activities that start before this epoch second, or null for all
   */
  record Backfill(AccountKey account, @Nullable Long before) implements InboxEvent {}
}
