package dev.souk.catalog.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How text becomes words: split by the Unicode rules (UAX 29), small letters, accents dropped. No
 * stemming, since a shop's words are of many languages; unfinished words and plurals are found by
 * their beginning.
 */
final class TextAnalysis extends Analyzer {

    private static final int MAX_WORDS = 12;

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var source = new StandardTokenizer();
        return new TokenStreamComponents(
                source, new ASCIIFoldingFilter(new LowerCaseFilter(source)));
    }

    /** The first words of a text. */
    List<String> words(String text) {
        var words = new ArrayList<String>();
        try (var tokens = tokenStream("", text)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MAX_WORDS && tokens.incrementToken()) {
                words.add(term.toString());
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can be read", e);
        }
    }
}
