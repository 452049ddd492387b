package io.stridelake.ingest.tokens;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;

/**
 * Where the key of the tokens is.
 *
 * @param keys file of the key set, the same for all instances; created if it is missing
 */
@ConfigurationProperties("stridelake.ingest.tokens")
public record TokenConfig(@Bindable(defaultValue = ".stride/up/token-keys.json") Path keys) {}
