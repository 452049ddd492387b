/**
 * What the rows of a generation come to, so that two generations, or a generation and a batch job,
 * can be compared at the same input, whatever their partitions.
 */
@NullMarked
package io.stridelake.ranking.checksum;

import org.jspecify.annotations.NullMarked;
