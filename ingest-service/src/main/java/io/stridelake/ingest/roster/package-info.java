/** The company's athletes, as a CSV file names them. */
@NullMarked
package io.stridelake.ingest.roster;

import org.jspecify.annotations.NullMarked;
