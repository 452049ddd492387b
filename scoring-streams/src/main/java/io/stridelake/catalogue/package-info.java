/**
 * The catalogue app: every raw record of the lake becomes one entry of the catalogue.
 *
 * <pre>
 *                          ┌──▶ activities-sink (activities.c&lt;M&gt;)
 * lake ──▶ read-raw-record ┤
 *                          └──▶ dead-letters-sink (dead-letters)
 * </pre>
 *
 * <p>An entry depends on its raw record alone, so a live catalogue and a replayed one are equal. A
 * record that nobody can read never stops its partition.
 */
@NullMarked
package io.stridelake.catalogue;

import org.jspecify.annotations.NullMarked;
