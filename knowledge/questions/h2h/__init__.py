"""`/h2h`: who beats whom?"""
