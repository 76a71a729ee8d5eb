package dev.souk.catalog.search;

import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows where the words were found: HTML in which all is escaped but the marks. */
final class Highlights {

    private static final String[] FIELDS = {Fields.NAME, Fields.DESCRIPTION};
    private static final int[] PASSAGES = {1, 2};

    private final UnifiedHighlighter highlighter;

    Highlights(IndexSearcher searcher, TextAnalysis analysis) {
        this.highlighter =
                UnifiedHighlighter.builder(searcher, analysis)
                        .withFormatter(new DefaultPassageFormatter("<em>", "</em>", " … ", true))
                        .withMaxNoHighlightPassages(0)
                        .withWeightMatches(false)
                        .build();
    }

    /**
     * The marked texts by field, one map for each document. The query is one whose misspelt words
     * are resolved: to build their automata for each document takes most of a search's time.
     */
    List<Map<String, String>> of(Query query, ScoreDoc[] docs) throws IOException {
        var found = new ArrayList<Map<String, String>>(docs.length);
        if (docs.length == 0 || query instanceof MatchAllDocsQuery) {
            Arrays.stream(docs).forEach(doc -> found.add(Map.of()));
            return found;
        }
        var ids = Arrays.stream(docs).mapToInt(doc -> doc.doc).toArray();
        var marked = highlighter.highlightFields(FIELDS.clone(), query, ids, PASSAGES.clone());
        for (var i = 0; i < docs.length; i++) {
            found.add(at(marked, i));
        }
        return found;
    }

    private static Map<String, String> at(Map<String, String[]> marked, int index) {
        var here = new HashMap<String, String>();
        marked.forEach(
                (field, texts) -> {
                    if (texts[index] != null) {
                        here.put(field, texts[index]);
                    }
                });
        return here;
    }
}
