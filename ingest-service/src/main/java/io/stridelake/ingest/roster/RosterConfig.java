package io.stridelake.ingest.roster;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.ZoneId;

/**
 * How the roster is read.
 *
 * @param zone decides what "today" is
 * @param mostMistakes that an answer lists
 */
@ConfigurationProperties("stridelake.ingest.roster")
public record RosterConfig(
    @Bindable(defaultValue = "UTC") ZoneId zone,
    @Bindable(defaultValue = "1000") int mostMistakes) {}
