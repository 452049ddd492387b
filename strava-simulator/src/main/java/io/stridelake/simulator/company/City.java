package io.stridelake.simulator.company;

import java.time.ZoneId;

/**
 * A place where athletes live.
 *
 * @param share how many of a hundred athletes live there, about
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 */
public record City(
    String name, String country, ZoneId zone, int share, double latitude, double longitude) {}
