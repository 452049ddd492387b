package io.stridelake.query.merge;

import io.stridelake.query.partition.Place;

/**
 * Where something stands.
 *
 * @param rank 1 + how many have more; equals share it
 * @param position 1 + how many come before
 * @param index 1 + how many come before among those that match the search; without one the position
 */
public record Spot(long rank, long position, long index, Place place) {}
