"""`/athlete`: who is this?"""
