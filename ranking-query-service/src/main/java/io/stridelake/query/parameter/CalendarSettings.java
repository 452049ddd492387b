package io.stridelake.query.parameter;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.ZoneId;

/**
 * Where the installation is.
 *
 * @param zone decides what day it is where no rule set names a zone
 */
@ConfigurationProperties("query.calendar")
record CalendarSettings(@Bindable(defaultValue = "UTC") ZoneId zone) {}
