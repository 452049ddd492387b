@NullMarked
package io.stridelake.ranking.season;

import org.jspecify.annotations.NullMarked;
