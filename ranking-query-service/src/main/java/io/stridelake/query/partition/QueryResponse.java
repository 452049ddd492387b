package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What an instance answers to an internal query: one answer per partition asked. */
@Serdeable
public record QueryResponse(List<PartitionAnswer> answers) {}
