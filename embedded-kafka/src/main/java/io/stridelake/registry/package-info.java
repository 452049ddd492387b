/** A schema registry that speaks Confluent's API and keeps its ids in a compacted topic. */
@NullMarked
package io.stridelake.registry;

import org.jspecify.annotations.NullMarked;
