package io.stridelake.ingest.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import io.stridelake.ingest.strava.Tokens;
import io.stridelake.topics.AccountKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * Encrypts tokens (AES-256-GCM). The account's key is associated data: tokens that were moved to
 * another account cannot be read.
 */
@Singleton
public final class TokenVault {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Aead aead;

  /**
   * Opens the key file.
   *
   * @throws IllegalStateException if it cannot be read or created
   */
  TokenVault(TokenConfig config) {
    try {
      AeadConfig.register();
      this.aead =
          new KeyFile(config.keys()).open().getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "token keys " + config.keys() + " cannot be used (expected a Tink key set, mode 0600)",
          e);
    }
  }

  /** Encrypts the tokens for this account alone. */
  public byte[] seal(AccountKey account, Tokens tokens) {
    try {
      byte[] plain =
          MAPPER.writeValueAsBytes(
              MAPPER
                  .createObjectNode()
                  .put("access", tokens.access())
                  .put("refresh", tokens.refresh())
                  .put("expiresAt", tokens.expiresAt().getEpochSecond()));
      return aead.encrypt(plain, account.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("tokens cannot be encrypted", e);
    }
  }

  /**
   * Decrypts the tokens of this account.
   *
   * @throws UnreadableTokensException if they were sealed by another key or for another account
   */
  public Tokens open(AccountKey account, byte[] sealed) throws UnreadableTokensException {
    try {
      JsonNode plain = MAPPER.readTree(aead.decrypt(sealed, account.bytes()));
      return new Tokens(
          plain.path("access").asText(),
          plain.path("refresh").asText(),
          Instant.ofEpochSecond(plain.path("expiresAt").asLong()));
    } catch (GeneralSecurityException | IOException e) {
      throw new UnreadableTokensException(account, e);
    }
  }
}
