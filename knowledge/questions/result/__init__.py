"""`/result`: how did this race end?"""
