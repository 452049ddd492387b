@NullMarked
package io.stridelake.ranking.checksum;

import org.jspecify.annotations.NullMarked;
