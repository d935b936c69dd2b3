"""What the parsers of all questions share: tokens, segments, constraints, links to athletes.

In the order of the work: `segments` has the tokens and the types of segments, `lexicon` the words of
`locale/*/keywords.toml`, `segment_reader` the segments that words can be, `segmenter` the cheapest
segmentation, `constraints` the conditions on races, `link_athlete` the athletes.
"""
