package io.stridelake.query.forward;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;

/**
 * Where ops calls go.
 *
 * @param ingest the ingest service
 */
@ConfigurationProperties("query.forward")
public record ForwardSettings(@Bindable(defaultValue = "http://127.0.0.1:8081") URI ingest) {}
