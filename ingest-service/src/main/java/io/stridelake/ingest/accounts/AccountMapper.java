package io.stridelake.ingest.accounts;

import io.stridelake.athlete.AthleteId;
import io.stridelake.schema.AccountValue;
import io.stridelake.topics.AccountKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Between {@link Account} and its form in Kafka. */
public final class AccountMapper {
  private AccountMapper() {}

  /** The form in Kafka. */
  public static AccountValue toAvro(Account account) {
    byte[] sealed = account.sealed().bytes();
    return AccountValue.newBuilder()
        .setAthleteId(account.athlete().value())
        .setScopes(account.scopes().stream().sorted().toList())
        .setState(io.stridelake.schema.AccountState.valueOf(account.state().name()))
        .setEncryptedTokens(sealed == null ? null : ByteBuffer.wrap(sealed))
        .setTokenVersion(account.tokenVersion())
        .setUpdatedAt(account.updatedAt())
        .setBackfilledAt(account.backfilledAt())
        .build();
  }

  /** What stands in Kafka under the key. */
  public static Account toDomain(AccountKey key, AccountValue value) {
    return new Account(
        key,
        new AthleteId(value.getAthleteId()),
        Set.copyOf(List.copyOf(value.getScopes())),
        AccountState.valueOf(value.getState().name()),
        new Account.Sealed(bytes(value.getEncryptedTokens())),
        value.getTokenVersion(),
        value.getUpdatedAt(),
        value.getBackfilledAt());
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
